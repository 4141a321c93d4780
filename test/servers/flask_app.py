"""Half of a site that is on its way from Flask to Node: nginx sends it what does not start with /node."""

import os

from flask import Flask, flash, get_flashed_messages, session
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.serving import make_server

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.wsgi_app = ProxyFix(app.wsgi_app)


@app.get("/")
def home():
    return {"user": session.get("user"), "messages": get_flashed_messages()}


@app.post("/login")
def login():
    session["user"] = "alice"
    flash("Logged in at Flask")
    return "", 204


@app.post("/logout")
def logout():
    session.clear()
    return "", 204


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app)
    print(f"http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()
