"""Times real Flask inside Python: one line in ("read 100"), one line out (nanoseconds).

"read" and "write" are the signing serializer alone, as small as Flask can be made; "open" and
"save" are Flask's own open_session and save_session around it, from the header to the header.
"""

import sys
from time import perf_counter_ns

from flask import Flask
from werkzeug.wrappers import Response

key, cookie_header, cookie = (line.rstrip("\n") for line in (sys.stdin.readline() for _ in range(3)))

app = Flask("bench")
app.secret_key = key
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
interface = app.session_interface
serializer = interface.get_signing_serializer(app)
max_age = int(app.permanent_session_lifetime.total_seconds())
environ = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "wsgi.url_scheme": "http",
    "HTTP_COOKIE": cookie_header,
}


def read():
    return serializer.loads(cookie, max_age=max_age)["visits"]


def write():
    session = serializer.loads(cookie, max_age=max_age)
    session["visits"] += 1
    return serializer.dumps(session)


def open_session():
    return interface.open_session(app, app.request_class(environ))["visits"]


def save_session():
    session = interface.open_session(app, app.request_class(environ))
    session["visits"] += 1
    response = Response()
    interface.save_session(app, session, response)
    return response.headers["Set-Cookie"]


operations = {"read": read, "write": write, "open": open_session, "save": save_session}
assert read() == open_session() == 3
assert write() in save_session()
print(f"Python {sys.version.split()[0]}", flush=True)
for line in sys.stdin:
    name, times = line.split()
    operation = operations[name]
    batch = range(int(times))
    started = perf_counter_ns()
    for _ in batch:
        operation()
    print(perf_counter_ns() - started, flush=True)
