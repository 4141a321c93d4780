"""A real Flask application for doctor, configured by FLASK_ variables. Prints its port."""

import logging
import os
import sys
import threading

from flask import Flask, redirect, request, session
from werkzeug.serving import make_server

app = Flask("site")
app.config.from_prefixed_env()


@app.get("/")
def index():
    return "hello"


@app.route("/login", methods=["GET", "POST"])
def login():
    session["username"] = request.values.get("username", "alice")
    return redirect("/me") if request.method == "POST" else "welcome"


@app.get("/me")
def me():
    return session.get("username", "nobody")


@app.get("/remember")
def remember():
    session.permanent = True
    session["username"] = "alice"
    return "welcome"


@app.get("/secrets")
def secrets():
    session["db"] = {"password": "hunter2", "csrf_token": "0" * 40}
    session["tokens"] = ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"]
    session["has_password"] = True
    return "welcome"


@app.get("/large/<int:size>")
def large(size):
    # Random, so that it cannot be compressed to less than three quarters.
    session["bytes"] = os.urandom(size)
    return "welcome"


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


main()
