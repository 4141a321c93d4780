"""The real Flask application that every expected value comes from."""

import datetime
import types

import flask
from flask.sessions import SecureCookieSessionInterface

NAME = "session"
DEFAULT_LIFETIME = 2678400


def make_app(keys, config=(), interface=None):
    """`keys` are oldest to newest, as in the vectors; [] is an application with no key."""
    app = flask.Flask("vectors", static_folder=None)
    config = dict(config)
    if "PERMANENT_SESSION_LIFETIME" in config:
        config["PERMANENT_SESSION_LIFETIME"] = datetime.timedelta(
            seconds=config["PERMANENT_SESSION_LIFETIME"]
        )
    app.config.update(config)
    set_keys(app, keys)
    if interface is not None:
        app.session_interface = interface
    return app


def set_keys(app, keys):
    app.secret_key = keys[-1] if keys else None
    app.config["SECRET_KEY_FALLBACKS"] = list(keys[:-1]) or None


def serializer_of(app):
    return SecureCookieSessionInterface().get_signing_serializer(app)


def dump(keys, data):
    """The cookie value that Flask writes for `data` now."""
    app = make_app(keys)
    with app.app_context():
        return serializer_of(app).dumps(data)


def open_cookie(keys, cookie, max_age=DEFAULT_LIFETIME):
    """What Flask's open_session makes of a parsed cookie value; raises what Flask raises."""
    app = make_app(keys, {"PERMANENT_SESSION_LIFETIME": max_age})
    request = types.SimpleNamespace(cookies={NAME: cookie})
    with app.app_context():
        return dict(SecureCookieSessionInterface().open_session(app, request))


def loads(keys, cookie, max_age=DEFAULT_LIFETIME):
    app = make_app(keys)
    with app.app_context():
        return serializer_of(app).loads(cookie, max_age=max_age)


def sign_text(keys, payload):
    """Signs any bytes as a session's payload, as only a holder of the key can."""
    app = make_app(keys)
    with app.app_context():
        serializer = serializer_of(app)
        return serializer.make_signer(serializer.salt).sign(payload).decode("latin-1")


def payload_text(keys, data):
    """The JSON text that Flask puts inside the cookie."""
    app = make_app(keys)
    with app.app_context():
        return serializer_of(app).serializer.dumps(data)
