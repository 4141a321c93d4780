"""The tutorial's walk as a Flask application, to share a session with it.

Listens on a free port of 127.0.0.1 and prints its address. SECRET_KEY comes
from the environment.
"""

import os
from datetime import timedelta

from flask import Flask, flash, redirect, render_template_string, request, session, url_for
from markupsafe import Markup
from werkzeug.serving import make_server

LAYOUT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Flask</title><link rel="icon" href="data:,"></head>
<body>
{% with messages = get_flashed_messages(with_categories=true) %}
  {% if messages %}
    <ul class=flashes>
    {% for category, message in messages %}
      <li class="{{ category }}">{{ message }}</li>
    {% endfor %}
    </ul>
  {% endif %}
{% endwith %}
"""

INDEX = """
{% if 'username' in session %}
<h1>Welcome back, {{ session.username }}!</h1>
<p class="count">Your visit count: {{ session.visits }}</p>
<form method="post" action="/logout"><button>Log out</button></form>
{% else %}
<h1>You are not logged in.</h1>
<a href="/login">Log in</a>
{% endif %}
"""

LOGIN = """
<h1>Log in</h1>
<form method="post" action="/login">
<label for="username">Your name</label> <input id="username" name="username">
<button>Log in</button>
<button formaction="/login-remember">Remember me for 7 days</button>
</form>
"""

LEAVE = """
<form method="post" action="/flash-demo"><button>Leave them and look at the cookie</button></form>
"""

POST = """
<h1>Publish an article</h1>
<form method="post" action="/post">
<label for="title">Title</label> <input id="title" name="title">
<button>Publish</button>
</form>
"""

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.permanent_session_lifetime = timedelta(days=7)


@app.get("/")
def index():
    if "username" in session:
        session["visits"] = session.get("visits", 0) + 1
    return render_template_string(LAYOUT + INDEX)


@app.get("/login")
def login_form():
    return render_template_string(LAYOUT + LOGIN)


@app.post("/login", defaults={"remember": False})
@app.post("/login-remember", defaults={"remember": True})
def login(remember):
    session.clear()
    session["username"] = request.form["username"]
    session["visits"] = 0
    if remember:
        session.permanent = True
    return redirect(url_for("index"))


@app.post("/logout")
def logout():
    session.clear()
    return redirect(url_for("index"))


@app.get("/post")
def post_form():
    return render_template_string(LAYOUT + POST)


@app.post("/post")
def post():
    title = request.form.get("title", "").strip()
    if title:
        flash(f'Article "{title}" published successfully!', "success")
    else:
        flash("Title cannot be empty", "error")
    return redirect(url_for("post_form"))


@app.get("/flash-demo")
def flash_demo():
    return render_template_string(LAYOUT + LEAVE)


@app.post("/flash-demo")
def leave():
    flash("A message without a category of its own")
    flash("Text is escaped: <em>not emphasised</em>", "text")
    flash(Markup("Markup is not: <em>emphasised</em>"), "markup")
    return redirect(url_for("cookie"))


@app.get("/cookie")
def cookie():
    """A page that shows no messages, so that they wait."""
    return '<!doctype html><title>Cookie</title><link rel="icon" href="data:,"><h1>Your cookie</h1>'


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app)
    print(f"http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()
