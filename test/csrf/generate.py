"""Makes test/csrf/vectors.jsonl by running real Flask-WTF. Values are encoded as
test/vectors/README.md says; times are Unix seconds, `random` is what os.urandom returned.

    .venv/bin/python test/csrf/generate.py       # --out FILE writes elsewhere
"""

import argparse
import json
import logging
import pathlib
import sys
import zlib

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "vectors"))

import flask_wtf.csrf
from flask import Flask, g, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf, validate_csrf
from generator import clock, randomness
from generator.values import encode
from itsdangerous import Signer, TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode
from wtforms import ValidationError

NOW = 1_800_000_000
RAW = "8c5aa5881006d3f105e42b21b9a9009422a0f99d"
OTHER = "1111111111111111111111111111111111111111"
KEY = "Jw3fPq0Zt7uXnB1kLr5sVd9y"
OLD = "an-older-key-7f31c0aa52"
KEYS = [KEY, "dev", "pässwörd-ключ", bytes(range(200, 232)), b"\x00", "k" * 100]


class Given:
    """Stands for `os` in flask_wtf.csrf: hands out the bytes of a vector."""

    def __init__(self):
        self.blocks = []

    def urandom(self, length):
        return self.blocks.pop(0)[:length]


GIVEN = Given()


def application(config):
    app = Flask("vectors", static_folder=None)
    app.testing = True
    app.config.update({name: each for name, each in config.items() if not name.startswith("_")})
    csrf = CSRFProtect(app)

    @app.route("/submit", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def submit():
        return {"csrf_valid": g.get("csrf_valid", False)}

    @app.post("/exempt")
    @csrf.exempt
    def exempt():
        return {"csrf_valid": g.get("csrf_valid", False)}

    @app.get("/do")
    def do():
        return {}

    return app


def signed(value, key=KEY, at=NOW, salt="wtf-csrf-token", **options):
    with clock.CLOCK.at(at):
        return URLSafeTimedSerializer(key, salt=salt, signer_kwargs=options).dumps(value)


def encoded_config(config):
    return {
        name: [encode(each) for each in value] if isinstance(value, list) else encode(value)
        for name, value in config.items()
    }


def raw(group, config, before, calls, seed):
    rng = randomness.chance("csrf", group, seed)
    blocks = [rng.randbytes(64) for _ in range(3)]
    case = {
        "kind": "csrf_raw",
        "group": group,
        "now": NOW + seed,
        "random": [block.hex() for block in blocks],
        "config": encoded_config(config),
        "session": {name: encode(each) for name, each in before.items()},
        "calls": calls,
    }
    GIVEN.blocks = list(blocks)
    with clock.CLOCK.at(NOW + seed), application(config).test_request_context():
        session.update(before)
        tokens = [generate_csrf(**call) for call in calls]
        after = {name: encode(each) for name, each in session.items()}
    used = len(blocks) - len(GIVEN.blocks)
    return {**case, "expect": {"tokens": tokens, "session": after, "random_used": used}}


def validate(group, before, data, config=None, args=None):
    config = {"SECRET_KEY": KEY, **(config or {})}
    case = {
        "kind": "csrf_token",
        "group": group,
        "direction": "validate",
        "now": NOW,
        "config": encoded_config(config),
        "session": {name: encode(each) for name, each in before.items()},
        "data": data,
        **({"args": args} if args else {}),
    }
    with clock.CLOCK.at(NOW), application(config).test_request_context():
        session.update(before)
        try:
            validate_csrf(data, **(args or {}))
            expect = {"ok": True}
        except ValidationError as error:
            expect = {"error": error.args[0]}
        except Exception as error:
            expect = {"exception": type(error).__name__}
    return {**case, "expect": expect}


def asked(
    group,
    config=None,
    before=None,
    method="POST",
    path="/submit",
    headers=None,
    body=None,
    content_type=None,
    base_url="http://localhost/",
    kind="csrf_token",
):
    config = {"SECRET_KEY": KEY, **(config or {})}
    before = {"csrf_token": RAW} if before is None else before
    app = application(config)
    case = {
        "kind": kind,
        "group": group,
        "direction": "request",
        "now": NOW,
        "config": encoded_config(config),
        "session": before,
        "method": method,
        "path": path,
        "base_url": base_url,
        "headers": headers or {},
        "body": body,
        "content_type": content_type,
    }
    with clock.CLOCK.at(NOW):
        # A cookie of our own: the client keeps none for an address in brackets.
        client = app.test_client(use_cookies=False)
        cookie = app.session_interface.get_signing_serializer(app).dumps(before)
        try:
            response = client.open(
                path,
                method=method,
                base_url=base_url,
                headers={**(headers or {}), "Cookie": f"session={cookie}"},
                data=None if body is None else body.encode("latin-1"),
                content_type=content_type,
            )
        except Exception as error:
            return {**case, "expect": {"status": 500, "exception": type(error).__name__}}
    expect = {"status": response.status_code, "vary": response.headers.getlist("Vary")}
    expect["set_cookie"] = response.headers.getlist("Set-Cookie")
    if response.status_code == 200 and response.data:
        expect["csrf_valid"] = response.json["csrf_valid"]
    elif response.status_code == 400:
        expect["error"] = response.text.split("<p>")[1].split("</p>")[0]
    return {**case, "expect": expect}


def raws():
    for seed, key in enumerate(KEYS):
        config = {"SECRET_KEY": key}
        yield raw("new", config, {}, [{}], seed)
        yield raw("existing", config, {"a": 1, "csrf_token": RAW}, [{}], seed)
        yield raw("own_key", {**config, "WTF_CSRF_SECRET_KEY": OLD}, {}, [{}], seed)
        yield raw("field_name", {**config, "WTF_CSRF_FIELD_NAME": "x-csrf"}, {}, [{}], seed)
        yield raw("cached_in_request", config, {}, [{}, {}, {}], seed)
        yield raw("fallback_keys", {**config, "SECRET_KEY_FALLBACKS": [OLD]}, {}, [{}], seed)
    for seed, before in enumerate([["a"], 5, None, True, {"b": 1, "a": [2]}, "é", "x y", 1.5]):
        yield raw("odd_raw", {"SECRET_KEY": KEY}, {"csrf_token": before}, [{}], seed)
    yield raw("unserializable_raw", {"SECRET_KEY": KEY}, {"csrf_token": b"\x00"}, [{}], 1)


def validations():
    one = {"csrf_token": RAW}
    good = signed(RAW)
    for key in KEYS:
        yield validate("ok", one, signed(RAW, key), {"SECRET_KEY": key})
        yield validate("wrong_key", one, signed(RAW, key), {"SECRET_KEY": OLD})
    for age in [0, 1, 3599, 3600, 3601, 10**8, -1, -10]:
        token = signed(RAW, at=NOW - age)
        for limit in [3600, None, 0, 10**6]:
            yield validate("age", one, token, {"WTF_CSRF_TIME_LIMIT": limit})
        yield validate("argument_time_limit", one, token, args={"time_limit": 5})
    for data in [None, "", " ", "a", "a.b", "a.b.c", "..", "...", "é", "\u2603.a.b", good + "\n"]:
        yield validate("shape", one, data)
        yield validate("shape", {}, data)
    for at in range(0, len(good), 5):
        changed = good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :]
        yield validate("tampered", one, changed)
    for end in ["=", "==", "!!", ".", " ", "A"]:
        yield validate("tampered", one, good + end)
    yield validate("other_session", {"csrf_token": OTHER}, good)
    yield validate("no_session_token", {}, good)
    yield validate("no_session_token", {"csrf": RAW}, good)
    yield validate("case", {"csrf_token": RAW.upper()}, good)
    yield validate("own_key", one, good, {"WTF_CSRF_SECRET_KEY": OLD})
    yield validate("own_key", one, signed(RAW, OLD), {"WTF_CSRF_SECRET_KEY": OLD})
    yield validate("fallback_keys", one, good, {"SECRET_KEY_FALLBACKS": [OLD]})
    yield validate("fallback_keys", one, signed(RAW, OLD), {"SECRET_KEY_FALLBACKS": [OLD]})
    yield validate("field_name", {"tok": RAW}, good, {"WTF_CSRF_FIELD_NAME": "tok"})
    yield validate("field_name", one, good, {"WTF_CSRF_FIELD_NAME": "tok"})
    yield validate("wrong_salt", one, signed(RAW, salt="itsdangerous"))
    for derivation in ["hmac", "concat", "none"]:
        yield validate("wrong_derivation", one, signed(RAW, key_derivation=derivation))
    yield validate("compressed", {"csrf_token": "x" * 500}, signed("x" * 500))
    bomb = b"." + base64_encode(zlib.compress(b'"' + b"x" * 3 * 10**6 + b'"'))
    with clock.CLOCK.at(NOW):
        signer = TimestampSigner(KEY, salt="wtf-csrf-token")
        yield validate("bomb", one, signer.sign(bomb).decode())
        for payload in [b"notjson", b"", b".", b".AAAA", base64_encode(b"NaN"), b"Ik"]:
            yield validate("payload", one, signer.sign(payload).decode())
        untimed = Signer(KEY, salt="wtf-csrf-token").sign(base64_encode(f'"{RAW}"')).decode()
        yield validate("payload", one, untimed)
    for odd in ["é", 5, None, ["a"], {"a": 1}, True]:
        yield validate("odd_raw", {"csrf_token": odd}, signed(odd))
        yield validate("odd_raw", one, signed(odd))


FORM = "application/x-www-form-urlencoded"
BOUNDARY = "----WebKitFormBoundaryA1b2C3d4E5f6G7h8"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


END = f"--{BOUNDARY}--\r\n"


def part(name, value, more=""):
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


def requests():
    good = signed(RAW)
    bad = "bad.token.x"
    bodies = [
        f"csrf_token={good}",
        f"csrf_token={bad}",
        "csrf_token=",
        "a=1",
        "",
        f"a=1&csrf_token={good}&b=2",
        f"csrf_token={good}&csrf_token={bad}",
        f"csrf_token={bad}&csrf_token={good}",
        f"csrf_token=&csrf_token={good}",
        f"form-csrf_token={good}",
        f"xcsrf_token={good}",
        f"csrf_token-x={good}",
        f"CSRF_TOKEN={good}",
        f"a-csrf_token={bad}&b-csrf_token={good}",
        f"a-csrf_token=&b-csrf_token={good}",
        f"csrf_token=&f-csrf_token={good}",
        f"f-csrf_token={bad}&csrf_token={good}",
        f"csrf%5Ftoken={good}",
        f"csrf_token[]={good}",
        f"csrf_token={good}%20",
        f"csrf_token=+{good}",
        f"__proto__=1&csrf_token={good}",
        f"__proto__[csrf_token]={good}",
    ]
    for body in bodies:
        yield asked("request_form", body=body, content_type=FORM)
    for header in [good, bad, ""]:
        for body in bodies[:4]:
            yield asked(
                "request_form_first", body=body, content_type=FORM, headers={"X-CSRFToken": header}
            )
    for kind in [
        f"{FORM}; charset=utf-8",
        "APPLICATION/X-WWW-FORM-URLENCODED",
        "text/plain",
        "application/json",
        f"text/plain; {FORM}",
        None,
    ]:
        yield asked("request_content_type", body=f"csrf_token={good}", content_type=kind)
    yield asked("request_json_body", body=json.dumps({"csrf_token": good}), content_type="application/json")
    parts = [
        part("csrf_token", good) + END,
        part("a", "1") + part("form-csrf_token", good) + END,
        part("csrf_token", good, '; filename="x"') + END,
        part("csrf_token", bad) + part("csrf_token", good) + END,
        part("csrf_token", bad, '; filename="x"') + part("csrf_token", good) + END,
        "garbage",
        "",
    ]
    for body in parts:
        yield asked("request_multipart", body=body, content_type=MULTIPART)
    for name in ["X-CSRFToken", "x-csrftoken", "X-CSRF-Token", "X-XSRF-TOKEN", "Cookie-CSRF"]:
        yield asked("request_header", headers={name: good})
    yield asked("request_two_headers", headers={"X-CSRFToken": "", "X-CSRF-Token": good})
    yield asked("request_two_headers", headers={"X-CSRFToken": bad, "X-CSRF-Token": good})
    yield asked("request_query", path=f"/submit?csrf_token={good}")
    for method in ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]:
        yield asked("request_method", method=method)
        yield asked("request_method", method=method, headers={"X-CSRFToken": good})
        yield asked("request_method", method=method, body=f"csrf_token={good}", content_type=FORM)
    yield asked("request_exempt", path="/exempt")
    yield asked("request_wrong_endpoint", path="/do")
    yield asked("request_session", before={}, headers={"X-CSRFToken": good})
    yield asked("request_session", before={"a": 1})
    yield asked("request_disabled", {"WTF_CSRF_ENABLED": False})
    yield asked("request_methods_config", {"WTF_CSRF_METHODS": ["PUT"]})
    yield asked("request_methods_config", {"WTF_CSRF_METHODS": ["GET"]}, method="GET")
    yield asked("request_headers_config", {"WTF_CSRF_HEADERS": ["X-Tok"]}, headers={"X-Tok": good})
    yield asked("request_headers_config", {"WTF_CSRF_HEADERS": ["X-Tok"]}, headers={"X-CSRFToken": good})


def referrers():
    good = signed(RAW)
    hosts = ["app.example.com", "app.example.com:8443", "app.example.com:443", "127.0.0.1", "[::1]", "[2001:db8::1]:444"]
    texts = [
        "https://{}/",
        "https://{}",
        "https://{}/a/b?c=d#e",
        "http://{}/",
        "HTTPS://{}/",
        "https://user:pw@{}/",
        "https://{}@evil.example/",
        "https://{}.evil.example/",
        "https://sub.{}/",
        "https://evil.example/{}",
        "https://evil.example/?https://{}/",
        "https://evil.example#@{}/",
        "//{}/",
        "{}",
        "null",
        "about:blank",
        "ftp://{}/",
        "https:/{}/",
        "https://{}\\@evil.example/",
        "https://evil.example\\@{}/",
    ]
    for host in hosts:
        for each in texts:
            yield asked(
                "referrer",
                base_url=f"https://{host}/",
                headers={"Referer": each.format(host), "X-CSRFToken": good},
                kind="csrf_referrer",
            )
    base = {"base_url": "https://app.example.com/", "kind": "csrf_referrer"}
    for each in [
        "https://app.example.com:443/",
        "https://app.example.com:0443/",
        "https://app.example.com:/",
        "https://app.example.com:444/",
        "https://app.example.com:99999/",
        "https://app.example.com:x/",
        "https://APP.example.COM/",
        "https://app.example.com./",
        "https://[::1/",
        " https://app.example.com/",
        "https://app.example.com /",
        "",
    ]:
        yield asked("referrer", headers={"Referer": each, "X-CSRFToken": good}, **base)
        off = {"WTF_CSRF_SSL_STRICT": False}
        yield asked("strict_off", off, headers={"Referer": each, "X-CSRFToken": good}, **base)
    yield asked("referrer", headers={"X-CSRFToken": good}, **base)
    yield asked("referrer", headers={"X-CSRFToken": "bad"}, **base)
    yield asked("referrer", headers={"X-CSRFToken": good, "Origin": "https://app.example.com"}, **base)
    plain = {"base_url": "http://app.example.com/", "kind": "csrf_referrer"}
    yield asked("plain_http", headers={"X-CSRFToken": good}, **plain)
    yield asked("plain_http", headers={"X-CSRFToken": good, "Referer": "https://evil.example/"}, **plain)
    forwarded = {"X-CSRFToken": good, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "a.example"}
    yield asked("extra_header", headers=forwarded, **plain)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=HERE / "vectors.jsonl")
    out = parser.parse_args().out
    logging.disable(logging.CRITICAL)
    flask_wtf.csrf.os = GIVEN
    clock.freeze()
    made = [each for part in (raws, validations, requests, referrers) for each in part()]
    numbered = [{"id": f"{number:04}", **each} for number, each in enumerate(made, 1)]
    text = "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in numbered)
    out.write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
