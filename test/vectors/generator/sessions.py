"""Kinds "session" and "reject": cookie values that Flask accepts and refuses."""

import hashlib
import zlib

from itsdangerous import (
    BadData,
    BadPayload,
    BadSignature,
    BadTimeSignature,
    SignatureExpired,
    URLSafeTimedSerializer,
)
from itsdangerous.encoding import base64_decode, base64_encode, int_to_bytes

from . import envelopes, foreign_texts
from .clock import CLOCK
from .flask_app import DEFAULT_LIFETIME, dump, loads, open_cookie, payload_text
from .randomness import chance, mapping, secret, secrets
from .session_inputs import INPUTS
from .values import encode, encode_keys

AGES = [0, 1, 60, 3600, DEFAULT_LIFETIME]


def inner_text(cookie):
    """The exact JSON text in a cookie, whatever its signature says."""
    payload = cookie.encode("utf-8", "surrogatepass").rsplit(b".", 2)[0]
    compressed = payload.startswith(b".")
    data = base64_decode(payload[1:] if compressed else payload)
    if compressed:
        data = zlib.decompressobj().decompress(data)
    return data.decode("utf-8"), compressed


def refusal(error):
    """The name of a refusal in the vectors, from the exception that Flask met."""
    if isinstance(error, SignatureExpired):
        return "future" if "< 0 seconds" in str(error) else "expired"
    if isinstance(error, BadTimeSignature):
        # A bad signature over a timestamp that no datetime holds is reported as the latter.
        if error.__cause__ is not None:
            return "bad_signature"
        known = {"timestamp missing": "missing_timestamp", "Malformed timestamp": "bad_timestamp"}
        return known.get(str(error), "bad_signature")
    if isinstance(error, BadSignature):
        return "bad_signature"
    if isinstance(error, BadPayload):
        return "bad_payload"
    return None


def resave(keys, data):
    """What Flask writes after reading, or the exception it raises instead."""
    text, error = attempt(payload_text, keys, data)
    return {"resave_exception": type(error).__name__} if error else {"resave_json": text}


def attempt(action, *args):
    """(result, None) or (None, exception): every exception of Flask's is a finding here."""
    try:
        return action(*args), None
    except Exception as error:
        return None, error


def probe(
    group, keys, cookie, *, origin, now, max_age=DEFAULT_LIFETIME, signed_at=None, given=None
):
    """One vector, of kind "session" or "reject" as real Flask decides."""
    head = {
        "group": group,
        "secret_keys": encode_keys(keys),
        "cookie": cookie,
        "max_age": max_age,
        "now": now,
    }
    with CLOCK.at(now):
        data, crash = attempt(open_cookie, keys, cookie, max_age)
        _, refused = attempt(loads, keys, cookie, max_age)
    if crash or refused:
        return reject(head, crash, refused)
    text, compressed = inner_text(cookie)
    again = resave(keys, data)
    exact = again.get("resave_json") == text
    with CLOCK.at(now if signed_at is None else signed_at):
        cookie_exact = exact and dump(keys, data) == cookie
    vector = {
        "kind": "session",
        **head,
        "origin": origin,
        "signed_at": signed_at,
        "compressed": compressed,
        "payload_json": text,
        "value": encode(data),
        "payload_exact": exact,
        "cookie_exact": cookie_exact,
    }
    vector |= {} if exact else again
    if given is not None and encode(given) != encode(data):
        vector["input"] = encode(given)
    return vector


def reject(head, crash, refused):
    """`crash` is what open_session lets out (Flask answers 500), `refused` what loads() raises."""
    name = "not_a_mapping" if refused is None else refusal(refused) or "timestamp_overflow"
    flask_does = f"exception:{type(crash).__name__}" if crash else "empty_session"
    vector = {
        "kind": "reject",
        **head,
        "expected": name,
        "flask": flask_does,
        "exception": type(refused or crash).__name__,
    }
    if isinstance(refused, BadData):
        vector["detail"] = str(refused)
    cause = getattr(refused, "original_error", None)
    if name == "bad_payload" and cause is not None:
        vector["cause"] = type(cause).__name__
    return vector


def written(group, rng, data, keys=None, max_age=DEFAULT_LIFETIME, signed_at=None, age=None):
    """A cookie exactly as Flask writes it."""
    keys = keys or secrets(rng)
    signed_at = rng.randint(1_500_000_000, 1_900_000_000) if signed_at is None else signed_at
    with CLOCK.at(signed_at):
        cookie = dump(keys, data)
    now = signed_at + (rng.choice(AGES) if age is None else age)
    return probe(
        group,
        keys,
        cookie,
        origin="flask",
        now=now,
        max_age=max_age,
        signed_at=signed_at,
        given=data,
    )


def foreign(group, rng, payload, stamp=envelopes.STAMP, now=envelopes.NOW, signed_at=envelopes.NOW):
    """Any payload and timestamp, signed with the right key."""
    keys = [secret(rng)]
    # sign() would add its own timestamp: the plain signature comes from the class above it.
    signer = URLSafeTimedSerializer(
        keys, salt="cookie-session", signer_kwargs={"key_derivation": "hmac"}
    ).make_signer("cookie-session")
    body = payload + b"." + stamp
    cookie = (body + b"." + signer.get_signature(body)).decode("utf-8")
    return probe(group, keys, cookie, origin="foreign", now=now, signed_at=signed_at)


def inputs():
    for group, values in INPUTS.items():
        for index, data in enumerate(values):
            yield written(group, chance(group, index), data)
    for index in range(90):
        rng = chance("random", index)
        yield written("random", rng, mapping(rng))


def times():
    rng = chance("time")
    for stamp in [
        0,
        1,
        255,
        256,
        65535,
        65536,
        2**31 - 1,
        2**31,
        2**32 - 1,
        2**32,
        1700000000,
        10**10,
        253402300799,
    ]:
        for age in [0, 1, DEFAULT_LIFETIME, DEFAULT_LIFETIME + 1, -1]:
            if stamp + age >= 0:
                yield written("time", rng, {"a": 1}, signed_at=stamp, age=age)
    for max_age in [0, 1, 60, 3600, 86400, 31536000, -1]:
        for age in sorted({-2, -1, 0, 1, max_age - 1, max_age, max_age + 1}):
            yield written("max-age", rng, {"a": 1}, max_age=max_age, age=age)


def rotations():
    """Every pair of a signing key and a list of known keys, and keys that HMAC holds equal."""
    names = ["k1", "k2", "k3"]
    rng = chance("rotation")
    for signing in names + [b"k1", "k4"]:
        with CLOCK.at(1700000000):
            cookie = dump([signing], {"a": 1})
        for keys in [
            ["k1"],
            ["k2"],
            ["k1", "k2"],
            ["k2", "k1"],
            ["k1", "k2", "k3"],
            ["k3", "k2", "k1"],
            ["", "k2"],
        ]:
            yield probe(
                "key-rotation", keys, cookie, origin="flask", now=1700000001, signed_at=1700000000
            )
    for signing, reading in [
        ("key", "key\0"),
        ("key", "key "),
        ("key", "Key"),
        ("é", "é".encode()),
        ("é", "e\u0301"),
        ("x" * 65, "x" * 64),
        (" key", "key"),
        ("", "\0"),
    ]:
        # "" alone would be Flask's null session: it signs as a fallback only
        with CLOCK.at(1700000000):
            cookie = dump([signing], {"a": 1}) if signing else dump(["\0"], {"a": 1})
        keys = [signing, reading] if not signing else [reading]
        yield probe(
            "key-equality", keys, cookie, origin="flask", now=1700000000, signed_at=1700000000
        )
    for index in range(6):
        data = mapping(chance("wrong-key", index))
        with CLOCK.at(1700000000):
            cookie = dump([secret(rng)], data)
        yield probe("wrong-key", [rng.randbytes(16).hex()], cookie, origin="flask", now=1700000000)


def foreign_payloads():
    for group, texts in [
        ("tag", foreign_texts.TAGGED),
        ("date", ['{"v":{" d":"%s"}}' % d for d in foreign_texts.DATES]),
        ("json", foreign_texts.TEXTS),
        ("json-top", foreign_texts.TOPS),
    ]:
        for index, text in enumerate(texts):
            yield foreign(
                group, chance("foreign", group, index), base64_encode(text.encode("utf-8"))
            )
    for index, data in enumerate(foreign_texts.BYTES):
        yield foreign("bad-utf8", chance("utf8", index), base64_encode(data))
    for depth in foreign_texts.DEPTHS:
        for left, right in [("[", "]"), ('{"k":', "}")]:
            text = '{"v":%s1%s}' % (left * depth, right * depth)
            yield foreign(
                "deep-nesting",
                chance("deep", depth),
                b"." + base64_encode(zlib.compress(text.encode())),
            )
    for group, payload in envelopes.PAYLOADS.items():
        yield foreign(group, chance(group), payload)
    for group, stamp in envelopes.STAMPS.items():
        yield foreign(
            group,
            chance(group),
            base64_encode(envelopes.TEXT),
            stamp,
            now=envelopes.NOW + 5,
            signed_at=None,
        )


def forgeries():
    """What somebody without the key can make of a good cookie."""
    rng = chance("forgeries")
    keys = ["460837d379cc7fbf"]
    with CLOCK.at(envelopes.NOW):
        cookies = [dump(keys, {"a": value}) for value in (1, 4, "A" * 80)]
    good = cookies[0]
    body, signature = good.rsplit(".", 1)
    payload, stamp = body.split(".")

    def forged(group, cookie, known=keys):
        return probe(
            group, known, cookie, origin="malleated", now=envelopes.NOW, signed_at=envelopes.NOW
        )

    for cookie in cookies:
        head, tail = cookie.rsplit(".", 1)
        for group, spelling in signature_shapes(tail, cookie is good):
            if spelling != tail:
                yield forged(group, f"{head}.{spelling}")
    for odd in [
        ".",
        "..",
        "...",
        "a",
        good + ".",
        "." + good,
        good.replace(".", ","),
        good + " ",
        " " + good,
        f'"{good}"',
        good.upper(),
        f"{signature}.{stamp}.{payload}",
        f"{payload}.{signature}",
        f"{stamp}.{payload}.{signature}",
        "a" * 5000,
        "." * 5000,
        "é." + good,
        "null",
        "undefined",
        "deleted",
        "0",
        "\x00",
        good + "\x00",
        good.replace("e", "е"),
    ]:
        yield forged("structure", odd)
    for index in range(40):
        cookie = rng.choice(cookies)
        at = rng.randrange(len(cookie))
        spoilt = rng.choice(
            [
                cookie[:at] + chr(rng.randint(33, 126)) + cookie[at + 1 :],
                cookie[:at] + cookie[at + 1 :],
                cookie[:at] + cookie[at] + cookie[at:],
                cookie[:at],
            ]
        )
        if spoilt and spoilt not in cookies:
            yield forged("mutate", spoilt)
    for salt, derivation, digest in [
        ("itsdangerous", "hmac", "sha1"),
        ("cookie-session", "django-concat", "sha1"),
        ("cookie-session", "concat", "sha1"),
        ("cookie-session", "none", "sha1"),
        ("cookie-session", "hmac", "sha256"),
        ("flask-session", "hmac", "sha1"),
        ("", "hmac", "sha512"),
    ]:
        other = URLSafeTimedSerializer(
            keys,
            salt=salt,
            signer_kwargs={"key_derivation": derivation, "digest_method": getattr(hashlib, digest)},
        )
        with CLOCK.at(envelopes.NOW):
            yield forged("wrong-signer", other.dumps({"a": 1}))
    for text in [payload.encode(), b"", b".", b".."]:
        signer = URLSafeTimedSerializer(
            keys, salt="cookie-session", signer_kwargs={"key_derivation": "hmac"}
        ).make_signer("cookie-session")
        yield forged("no-timestamp", (text + b"." + signer.get_signature(text)).decode())


def signature_shapes(signature, every):
    for group, spelling in envelopes.signature_spellings(signature):
        if every or group in ("sig-trailing-bits", "sig-std-alphabet"):
            yield group, spelling


def vectors():
    yield from inputs()
    yield from times()
    yield from rotations()
    yield from foreign_payloads()
    yield from forgeries()
