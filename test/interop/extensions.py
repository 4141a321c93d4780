"""Real Flask applications with Flask-Login, Flask-WTF and Flask-Session, on one port of loopback.

extensions.py SECRET_KEY      prints the port, serves until its input ends
"""

import logging
import sys
import threading

from cachelib import SimpleCache
from flask import Flask, get_flashed_messages, render_template_string, request, session
from flask_login import (
    LoginManager,
    UserMixin,
    current_user,
    login_fresh,
    login_user,
    logout_user,
)
from flask_login.utils import _create_identifier
from flask_session import Session
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import generate_csrf
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server
from wtforms import StringField


class User(UserMixin):
    def __init__(self, user_id):
        self.id = user_id


def make_login_app(secret_key, protection):
    app = Flask("login", static_folder=None)
    app.secret_key = secret_key
    csrf = CSRFProtect(app)
    manager = LoginManager(app)
    manager.session_protection = protection
    manager.user_loader(User)

    @app.post("/login")
    @csrf.exempt
    def login():
        login_user(User("42"), remember="remember" in request.args)
        session["visits"] = 0
        session["rate"] = 1.0
        return {}

    @app.post("/logout")
    @csrf.exempt
    def logout():
        logout_user()
        return {}

    @app.get("/fingerprint")
    def fingerprint():
        return {"id": _create_identifier()}

    @app.get("/me")
    def me():
        if not current_user.is_authenticated:
            return {"id": None}
        about = {name: session.get(name) for name in ("visits", "rate")}
        types = {name: type(value).__name__ for name, value in about.items()}
        return {"id": current_user.id, "fresh": login_fresh(), **about, "types": types}

    @app.get("/form")
    def form():
        return {"csrf_token": generate_csrf()}

    @app.post("/form")
    def submit():
        return {"flashes": get_flashed_messages()}

    return app


class TitleForm(FlaskForm):
    title = StringField()


def make_form_app(secret_key):
    """Flask-WTF's own forms, one of which has a prefix. Each page's form is what a template makes of it."""
    app = Flask("forms", static_folder=None)
    app.secret_key = secret_key
    CSRFProtect(app)

    @app.get("/<prefix>")
    def page(prefix):
        form = TitleForm(prefix="" if prefix == "plain" else prefix)
        return render_template_string(
            "<head>{{ csrf_meta_tag() }}</head>"
            "<form method=post>{{ form.hidden_tag() }}{{ form.title }}</form>",
            form=form,
        )

    @app.post("/<prefix>")
    def submit(prefix):
        form = TitleForm(prefix="" if prefix == "plain" else prefix)
        return {"valid": form.validate_on_submit(), "title": form.title.data}

    return app


def make_stored_app(secret_key):
    """Its cookie holds a signed id, the data stays on the server."""
    app = Flask("stored", static_folder=None)
    app.secret_key = secret_key
    app.config.update(
        SESSION_TYPE="cachelib", SESSION_CACHELIB=SimpleCache(), SESSION_USE_SIGNER=True
    )
    Session(app)

    @app.post("/")
    def store():
        session["a"] = 1
        return {"sid": session.sid}

    @app.get("/")
    def show():
        return {"a": session.get("a")}

    return app


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    secret_key = sys.argv[1]
    app = DispatcherMiddleware(
        make_login_app(secret_key, "strong"),
        {
            "/basic": make_login_app(secret_key, "basic"),
            "/forms": make_form_app(secret_key),
            "/stored": make_stored_app(secret_key),
        },
    )
    server = make_server("127.0.0.1", 0, app)
    print(server.port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
