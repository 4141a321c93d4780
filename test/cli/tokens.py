"""Tokens of real Flask, ItsDangerous, Flask-Login and Flask-WTF, as JSON by name.

tokens.py SECRET_KEY
"""

import hashlib
import json
import sys
from datetime import datetime, timezone
from unittest import mock
from uuid import UUID

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_login.utils import encode_cookie
from flask_wtf.csrf import generate_csrf
from itsdangerous import Signer, TimestampSigner, URLSafeSerializer, URLSafeTimedSerializer
from itsdangerous.timed import time as timed_time
from markupsafe import Markup


class Sha512(SecureCookieSessionInterface):
    digest_method = staticmethod(hashlib.sha512)


class Concat(SecureCookieSessionInterface):
    key_derivation = "django-concat"


class OwnSalt(SecureCookieSessionInterface):
    salt = "my-salt"


RICH = {
    "username": "alice",
    "visits": 3,
    "rate": 1.0,
    "big": 2**70,
    "none": None,
    "yes": True,
    "pair": (1, "two"),
    "raw": b"\x00\xff\x10",
    "id": UUID("12345678123456781234567812345678"),
    "html": Markup("<b>hi</b>"),
    "when": datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
    " t": {" t": "escaped"},
}


def main():
    key = sys.argv[1]
    app = Flask("tokens")
    app.secret_key = key

    def session(data, interface=SecureCookieSessionInterface):
        return interface().get_signing_serializer(app).dumps(data)

    def at(seconds, make):
        with mock.patch.object(timed_time, "time", lambda: seconds):
            return make()

    now = timed_time.time()
    with app.app_context():
        tokens = {
            "session": session({"username": "alice"}),
            "rich": session(RICH),
            "compressed": session({"text": "lorem ipsum " * 50}),
            "sha512": session({"username": "alice"}, Sha512),
            "concat": session({"username": "alice"}, Concat),
            "own_salt": session({"username": "alice"}, OwnSalt),
            "old": at(now - 32 * 86400, lambda: session({"username": "alice"})),
            "ahead": at(now + 3600, lambda: session({"username": "alice"})),
            "timed": URLSafeTimedSerializer(key).dumps({"id": 7}),
            "untimed": URLSafeSerializer(key).dumps({"id": 7}),
            "signer": TimestampSigner(key).sign("value").decode(),
            "sid": Signer(key, salt="flask-session", key_derivation="hmac").sign("s" * 43).decode(),
            "remember": encode_cookie("42", key=key),
        }
        with app.test_request_context():
            tokens["csrf"] = generate_csrf()
    print(json.dumps(tokens))


main()
