"""Kind "signer": the classes of itsdangerous by themselves."""

import hashlib

import itsdangerous
from itsdangerous import BadData

from .clock import CLOCK
from .randomness import chance, integer, secrets
from .values import encode, encode_keys, typed

BYTES_CLASSES = ["Signer", "TimestampSigner"]
VALUE_CLASSES = ["Serializer", "TimedSerializer", "URLSafeSerializer", "URLSafeTimedSerializer"]
TIMED = {"TimestampSigner", "TimedSerializer", "URLSafeTimedSerializer"}
DERIVATIONS = [None, "concat", "django-concat", "hmac", "none"]
DIGESTS = [None, "sha1", "sha256", "sha384", "sha512"]
ABSENT = object()


def construct(name, keys, salt, sep, derivation, digest):
    options = {}
    if sep is not None:
        options["sep"] = sep
    if derivation is not None:
        options["key_derivation"] = derivation
    if digest is not None:
        options["digest_method"] = getattr(hashlib, digest)
    if salt is not ABSENT:
        salted = {"salt": salt}
    else:
        salted = {}
    cls = getattr(itsdangerous, name)
    if name in BYTES_CLASSES:
        return cls(keys, **salted, **options)
    return cls(keys, **salted, signer_kwargs=options)


def check(name, subject, token, now, max_age=None):
    """One attempt to read `token`."""
    text = token if isinstance(token, str) else decoded(token)
    spelt = {"token": text} if text is not None else {"token_hex": token.hex()}
    result = {**spelt, "now": now, "max_age": max_age}
    timed = name in TIMED
    with CLOCK.at(now):
        try:
            if name in BYTES_CLASSES:
                got = (
                    subject.unsign(token, max_age=max_age, return_timestamp=True)
                    if timed
                    else subject.unsign(token)
                )
            else:
                got = (
                    subject.loads(token, max_age=max_age, return_timestamp=True)
                    if timed
                    else subject.loads(token)
                )
        except BadData as error:
            result |= {"expect": type(error).__name__, "detail": str(error)}
            if isinstance(getattr(error, "payload", None), bytes):
                result["payload_hex"] = error.payload.hex()
            if getattr(error, "date_signed", None) is not None:
                result["date_signed"] = int(error.date_signed.timestamp())
            return result
        except (ValueError, OverflowError, OSError) as error:
            # a timestamp that Python's datetime does not hold
            return result | {"expect": type(error).__name__}
    value, moment = got if timed else (got, None)
    result["expect"] = "ok"
    if moment is not None:
        result["timestamp"] = int(moment.timestamp())
    result |= (
        {"value_hex": value.hex()}
        if isinstance(value, bytes)
        else {"value": encode(value, ordered=True)}
    )
    return result


def spoilt(rng, token, sep):
    """Tokens that must be refused; no spelling that base64 would take for the same."""
    head, _, tail = token.rpartition(sep)
    swap = "B" if tail[:1] == "A" else "A"
    yield f"{head}{sep}{swap}{tail[1:]}"
    yield f"{head}{sep}"
    yield f"{head}{sep}AAAA"
    yield f"{token}{sep}"
    yield f"x{token}"
    yield token[:-2]
    yield rng.choice(["", "x", sep, sep * 3, tail])


def vector(
    group, name, rng, keys, value, salt=ABSENT, sep=None, derivation=None, digest=None, now=None
):
    subject = construct(name, keys, salt, sep, derivation, digest)
    now = rng.randint(1_500_000_000, 1_900_000_000) if now is None else now
    plain = isinstance(value, bytes)
    with CLOCK.at(now):
        token = subject.sign(value) if plain else subject.dumps(value)
    result = {
        "group": group,
        "class": name,
        "secret_keys": encode_keys(keys),
        "sep": sep,
        "key_derivation": derivation,
        "digest": digest,
        "now": now,
    }
    if salt is not ABSENT:
        result["salt"] = typed("bytes", hex=salt.hex()) if isinstance(salt, bytes) else salt
    if plain:
        result["value_hex"] = value.hex()
        signer = subject
    else:
        payload = subject.dump_payload(value)
        payload = payload.encode() if isinstance(payload, str) else payload
        result |= {
            "value": encode(value, ordered=True),
            "payload": payload.decode(),
            "compressed": name.startswith("URLSafe") and payload.startswith(b"."),
        }
        signer = subject.make_signer(subject.salt)
    result |= {
        "derived_key_hex": signer.derive_key().hex(),
        "effective_salt_hex": signer.salt.hex(),
    }
    text = token if isinstance(token, str) else decoded(token)
    if text is None:
        result["token_hex"] = token.hex()
    else:
        result["token"] = text
    checks = [check(name, subject, token, now)]
    if name in TIMED:
        ages = [(10, 10), (11, 10), (-1, 10), (-1, None), (0, 0)]
        checks += [check(name, subject, token, now + age, limit) for age, limit in ages]
    if text is not None:
        tokens = list(spoilt(rng, text, sep or "."))
        limit = 10 if name in TIMED else None
        checks += [check(name, subject, bad, now, limit) for bad in rng.sample(tokens, 4)]
        # another spelling of the same signature, which base64 in Python takes for it
        checks.append(check(name, subject, text + "====", now, limit))
    if name in TIMED and group == "salt":
        checks.append(check(name, subject, far_future(signer, token, sep or "."), now))
    return {"kind": "signer", **result, "checks": checks}


def far_future(signer, token, sep):
    """The token again, signed rightly for the last second that eight bytes can hold."""
    body = (token if isinstance(token, bytes) else token.encode()).rsplit(sep.encode(), 2)[0]
    body += sep.encode() + b"__________8"
    return (body + sep.encode() + signer.get_signature(body)).decode()


def decoded(token):
    try:
        return token.decode("utf-8")
    except UnicodeDecodeError:
        return None


def sample(name):
    return b"value" if name in BYTES_CLASSES else {"id": 5, "name": "itsdangerous"}


def matrix():
    rng = chance("matrix")
    for name in BYTES_CLASSES + VALUE_CLASSES:
        for derivation in DERIVATIONS:
            for digest in rng.sample(DIGESTS, 1):
                yield vector(
                    "matrix",
                    name,
                    rng,
                    ["secret-key"],
                    sample(name),
                    "salt",
                    None,
                    derivation,
                    digest,
                )


def salts():
    rng = chance("salt")
    for name in BYTES_CLASSES + VALUE_CLASSES:
        for salt in [ABSENT, "", b"bytes-salt", *([] if name in BYTES_CLASSES else [None])]:
            yield vector("salt", name, rng, ["secret-key"], sample(name), salt)


def key_lists():
    rng = chance("keys")
    lists = [["a", "b"], ["a", "b", "c"], [""], ["", "b"], ["k" * 65], [b"\x00\xff"], ["ключ"]]
    for keys in lists:
        for derivation in ["hmac", "none"]:
            name = rng.choice(BYTES_CLASSES + VALUE_CLASSES)
            yield vector(
                "keys",
                name,
                rng,
                keys,
                b"v" if name in BYTES_CLASSES else 42,
                "s",
                None,
                derivation,
            )


def old_keys():
    """Signed with each key of a list, read with the whole list."""
    rng = chance("old-keys")
    keys = ["first", "second", "third"]
    for name in BYTES_CLASSES + VALUE_CLASSES:
        reader = construct(name, keys, "s", None, None, None)
        result = vector("old-keys", name, rng, keys, sample(name), "s", now=1700000000)
        result["checks"] = []
        for key in [*keys, "other"]:
            writer = construct(name, [key], "s", None, None, None)
            with CLOCK.at(1700000000):
                token = (
                    writer.sign(sample(name))
                    if name in BYTES_CLASSES
                    else writer.dumps(sample(name))
                )
            text = token.decode() if isinstance(token, bytes) else token
            result["checks"].append(
                check(name, reader, text, 1700000005, 10 if name in TIMED else None)
            )
        yield result


JSON_VALUES = [
    "",
    "4",
    "é",
    "😀\x7f\u2028\x00",
    "</script>",
    [],
    {},
    [[]],
    True,
    None,
    0,
    -7,
    1.0,
    -0.0,
    1e16,
    1e-7,
    2**64,
    -(2**70),
    {"z": 1, "a": {"y": 1, "b": 2}},
    {"10": 1, "9": 2},
    [1, "x", {"k": [None, 2.5]}],
    "A" * 50,
    {"a": float("nan"), "b": float("inf")},
    {"__proto__": 1},
    "x" * 300,
]


def json_values():
    rng = chance("json")
    for value in JSON_VALUES:
        for name in rng.sample(VALUE_CLASSES, 1):
            yield vector("json", name, rng, ["secret-key"], value, "json")


def neighbours():
    rng = chance("neighbours")
    yield vector(
        "flask-wtf",
        "URLSafeTimedSerializer",
        rng,
        ["k"],
        "c6138d514ffa2135bfce0ed0b8fac65669917ec7",
        "wtf-csrf-token",
    )
    yield vector("flask-session", "Signer", rng, ["k"], b"sid03", "flask-session", None, "hmac")
    yield vector("old-token", "URLSafeTimedSerializer", rng, ["k"], [1], "activate", now=0)
    yield vector("far-token", "URLSafeTimedSerializer", rng, ["k"], [1], "activate", now=2**32)


def separators():
    for sep in [
        "-",
        "_",
        "=",
        "-_",
        "",
        "a",
        "Z9",
        "ab",
        "ba",
        "--",
        ".",
        "_-",
        "A-",
        ":",
        "é",
        "~",
    ]:
        try:
            itsdangerous.Signer("k", salt="s", sep=sep)
            outcome = "ok"
        except ValueError:
            outcome = "ValueError"
        yield {
            "kind": "signer",
            "group": "separator",
            "class": "Signer",
            "secret_keys": ["k"],
            "salt": "s",
            "sep": sep,
            "key_derivation": None,
            "digest": None,
            "construct": outcome,
        }


def random_ones():
    for index in range(30):
        rng = chance("signer", index)
        name = rng.choice(BYTES_CLASSES + VALUE_CLASSES)
        value = (
            rng.randbytes(rng.randint(0, 12))
            if name in BYTES_CLASSES
            else rng.choice(
                [integer(rng), rng.random() * 1e9, rng.randbytes(6).hex(), {"n": [integer(rng)]}]
            )
        )
        salt = rng.choice([ABSENT, "salt", "activate", b"\xff\x00"])
        sep = rng.choice([None, None, ":", "~", "ba", "é"])
        yield vector(
            "random",
            name,
            rng,
            secrets(rng),
            value,
            salt,
            sep,
            rng.choice(DERIVATIONS),
            rng.choice(DIGESTS),
        )


def vectors():
    for part in [
        matrix,
        salts,
        key_lists,
        old_keys,
        json_values,
        neighbours,
        separators,
        random_ones,
    ]:
        yield from part()
