"""What real Flask and its extensions read in tokens that the inspector has signed.

inspector_peer.py SECRET_KEY KIND TOKEN
"""

import json
import sys

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_login.utils import decode_cookie
from itsdangerous import URLSafeTimedSerializer

key, kind, token = sys.argv[1:]
app = Flask("peer")
app.secret_key = key
session = SecureCookieSessionInterface().get_signing_serializer(app)
read = {
    "session": lambda: session.loads(token, max_age=60),
    "old session": lambda: session.loads(token),
    "csrf": lambda: URLSafeTimedSerializer(key, salt="wtf-csrf-token").loads(token, max_age=60),
    "token": lambda: URLSafeTimedSerializer(key).loads(token, max_age=60),
    "remember": lambda: decode_cookie(token, key=key),
}
print(json.dumps(repr(read[kind]())))
