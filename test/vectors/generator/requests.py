"""Runs one request through a real Flask application and writes down all it did."""

import warnings

import flask
from flask import abort, flash, get_flashed_messages, got_request_exception, session
from flask.sessions import SecureCookieSessionInterface
from werkzeug.test import EnvironBuilder, run_wsgi_app

from .clock import CLOCK
from .flask_app import make_app, set_keys
from .sessions import inner_text
from .values import decode, encode


class Watching(SecureCookieSessionInterface):
    """Flask's own interface; it only notes what goes in and out."""

    def __init__(self):
        self.loaded = self.saved = None

    def open_session(self, app, request):
        opened = super().open_session(app, request)
        self.loaded = None if opened is None else encode(dict(opened))
        return opened

    def save_session(self, app, session, response):
        self.saved = encode(dict(session))
        return super().save_session(app, session, response)


def popitem_if_any():
    if len(session):
        session.popitem()


def nested_set(op):
    session[op["key"]][op["subkey"]] = decode(op["value"])


def flashed(op):
    return get_flashed_messages(op.get("with_categories", False), op.get("category_filter", ()))


OPS = {
    "noop": lambda op: None,
    "len": lambda op: len(session),
    "keys": lambda op: sorted(session),
    "contains": lambda op: op["key"] in session,
    "get": lambda op: session.get(op["key"]),
    "set": lambda op: session.__setitem__(op["key"], decode(op["value"])),
    "setdefault": lambda op: session.setdefault(op["key"], decode(op["value"])),
    "pop": lambda op: session.pop(op["key"], None),
    "popitem_if_any": lambda op: popitem_if_any(),
    "update": lambda op: session.update(decode(op["value"])),
    "clear": lambda op: session.clear(),
    "permanent": lambda op: setattr(session, "permanent", op["value"]),
    "is_permanent": lambda op: session.permanent,
    "modified": lambda op: setattr(session, "modified", op["value"]),
    "nested_append": lambda op: session[op["key"]].append(decode(op["value"])),
    "nested_set": nested_set,
    "flash": lambda op: flash(decode(op["message"]), op.get("category", "message")),
    "get_flashed": flashed,
}


class Site:
    """One application; `ask` sends it one request."""

    def __init__(self, keys, config):
        self.interface = Watching()
        self.app = make_app(keys, config, self.interface)
        self.app.config["PROPAGATE_EXCEPTIONS"] = False
        self.app.logger.disabled = True
        self.app.add_url_rule("/do", view_func=self.view, endpoint="do")
        self.app.after_request(self.before_saving)
        # Flask tells it of every exception; the first is the one behind the 500.
        got_request_exception.connect(self.note, self.app)

    def note(self, app, exception):
        self.exception = self.exception or type(exception).__name__

    def view(self):
        response = flask.make_response("ok")
        for op in self.ops:
            if op["op"] == "raise":
                raise RuntimeError("the view raised")
            if op["op"] == "abort":
                abort(op["status"])
            if op["op"] == "set_other_cookie":
                self.results.append(response.set_cookie(op["name"], op["value"]))
                continue
            self.results.append(encode(OPS[op["op"]](op)))
        return response

    def before_saving(self, response):
        for value in self.vary:
            response.headers.add("Vary", value)
        return response

    def ask(self, now, cookie, ops, path="/do", vary=(), keys=None):
        if keys is not None:
            set_keys(self.app, keys)
        self.ops, self.vary, self.results, self.exception = ops, vary, [], None
        self.interface.loaded = self.interface.saved = None
        environ = EnvironBuilder(path=path).get_environ()
        if cookie is not None:
            environ["HTTP_COOKIE"] = cookie
        with CLOCK.at(now), warnings.catch_warnings(record=True) as noted:
            warnings.simplefilter("always")
            _, status, headers = run_wsgi_app(self.app, environ)
        lines = headers.getlist("Set-Cookie")
        expect = {
            "status": int(status.split()[0]),
            "results": self.results,
            "session_loaded": self.interface.loaded,
            "session_saved": self.interface.saved,
            "set_cookie": lines,
            "vary": headers.getlist("Vary"),
            "session_cookie": session_cookie(self.app.config["SESSION_COOKIE_NAME"], lines),
        }
        if self.exception:
            expect["exception"] = self.exception
        sizes = [str(warning.message) for warning in noted if "too large" in str(warning.message)]
        return expect | ({"warning": sizes[0]} if sizes else {})


def session_cookie(name, lines):
    for line in lines:
        if not line.startswith(f"{name}="):
            continue
        value = line.removeprefix(f"{name}=").split(";")[0]
        if not value:
            return {"deleted": True}
        text, compressed = inner_text(value)
        return {"value": value, "payload_json": text, "compressed": compressed}
    return None
