"""Real Flask, asked over stdin and stdout: one JSON object a line in, one a line out.

Values and secret keys are encoded as test/vectors/README.md says. A question is
{"do": NAME, ...}; the answer {"ok": ...}, or {"error": class, "message": text}.
Time stands still at the question's "now".
"""

import json
import os
import pathlib
import sys
from importlib.metadata import version

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "vectors"))

import flask
import itsdangerous
from flask.json.tag import TaggedJSONSerializer
from generator import clock
from generator.flask_app import dump, loads, make_app, open_cookie, payload_text
from generator.requests import Site
from generator.sessions import inner_text
from generator.signers import ABSENT, check, construct
from generator.values import decode, decode_keys, encode


def session_dump(q):
    """The cookie value that Flask writes."""
    cookie = dump(decode_keys(q["keys"]), decode(q["value"]))
    return {"cookie": cookie, "payload": inner_text(cookie)[0]}


def session_load(q):
    """What Flask reads from a cookie value, and what it would write again."""
    keys = decode_keys(q["keys"])
    data = open_cookie(keys, q["cookie"], q.get("max_age", 2678400))
    # open_session hides a bad signature behind an empty session: loads() raises it.
    loads(keys, q["cookie"], q.get("max_age", 2678400))
    return {
        "value": encode(data),
        "payload": inner_text(q["cookie"])[0],
        "again": payload_text(keys, data),
    }


def tagged_dumps(q):
    # Within an application, as during a request: only there are keys sorted.
    with make_app(["k"]).app_context():
        return TaggedJSONSerializer().dumps(decode(q["value"]))


def tagged_loads(q):
    return encode(TaggedJSONSerializer().loads(q["text"]))


def json_dumps(q):
    separators = tuple(q["separators"]) if q.get("separators") else None
    return json.dumps(
        decode(q["value"]),
        sort_keys=q["sort_keys"],
        ensure_ascii=q["ensure_ascii"],
        separators=separators,
    )


def json_loads(q):
    return encode(json.loads(q["text"]), ordered=True)


def signer_of(q):
    salt = decode(q["salt"]) if "salt" in q else ABSENT
    options = [q.get("sep"), q.get("key_derivation"), q.get("digest")]
    return construct(q["class"], decode_keys(q["keys"]), salt, *options)


def token_write(q):
    subject = signer_of(q)
    if "value_hex" in q:
        return {"token_hex": subject.sign(bytes.fromhex(q["value_hex"])).hex()}
    token = subject.dumps(decode(q["value"]))
    return {"token_hex": (token if isinstance(token, bytes) else token.encode()).hex()}


def token_read(q):
    token = bytes.fromhex(q["token_hex"])
    if q["class"] not in ("Signer", "TimestampSigner"):
        token = token.decode()
    return check(q["class"], signer_of(q), token, q["now"], q.get("max_age"))


def request(q):
    """One request to a fresh application, as in the vectors of kind "set_cookie"."""
    return Site(decode_keys(q["keys"]), q.get("config", {})).ask(q["now"], q["cookie"], q["ops"])


def env_visit(q):
    """One request to an application that is configured by these variables alone."""
    for name in [name for name in os.environ if name.startswith("FLASK_")]:
        del os.environ[name]
    os.environ.update(q["env"])
    site = Site([], {})
    site.app.config.from_prefixed_env()
    return site.ask(q["now"], None, q["ops"])


def csrf_context(q):
    app = make_app(decode_keys(q["keys"]))
    context = app.test_request_context()
    context.push()
    flask.session.update({name: decode(value) for name, value in q["session"].items()})
    return context


def csrf_make(q):
    """A token of Flask-WTF's, and the session after it. Debian's Flask has no Flask-WTF."""
    from flask_wtf.csrf import generate_csrf

    context = csrf_context(q)
    try:
        token = generate_csrf()
        return {"token": token, "session": {k: encode(v) for k, v in flask.session.items()}}
    finally:
        context.pop()


def csrf_check(q):
    """What Flask-WTF says to a token."""
    from flask_wtf.csrf import validate_csrf
    from wtforms import ValidationError

    context = csrf_context(q)
    try:
        validate_csrf(q["data"], time_limit=q.get("limit"))
        return "ok"
    except ValidationError as error:
        return error.args[0]
    finally:
        context.pop()


def versions(_):
    return {
        "flask": version("flask"),
        "itsdangerous": version("itsdangerous"),
        "python": sys.version.split()[0],
    }


ANSWERS = {
    function.__name__: function
    for function in [
        session_dump,
        session_load,
        tagged_dumps,
        tagged_loads,
        json_dumps,
        json_loads,
        token_write,
        token_read,
        request,
        env_visit,
        csrf_make,
        csrf_check,
        versions,
    ]
}


def answer(question):
    try:
        with clock.CLOCK.at(question.get("now", 0)):
            return {"ok": ANSWERS[question["do"]](question)}
    except Exception as error:  # the other side decides what it means
        return {"error": type(error).__name__, "message": str(error)}


def main():
    clock.freeze()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
