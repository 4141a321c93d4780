"""Seeded chance. Every group has a generator of its own, so that a vector added
to one group leaves every other group as it was."""

import datetime
import random
import uuid

from markupsafe import Markup

SEED = "dewar-1"
TAGS = [" di", " t", " b", " m", " u", " d"]
WORDS = [
    "a",
    "b",
    "id",
    "name",
    "_user_id",
    "_fresh",
    "csrf_token",
    "cart",
    "theme",
    "dark",
    "é",
    "ключ",
    "x y",
]


def chance(*names):
    return random.Random("/".join([SEED, *map(str, names)]))


def secret(rng):
    return rng.choice(
        [
            lambda: rng.randbytes(32).hex(),
            lambda: rng.randbytes(rng.choice([8, 12, 16])).hex(),
            lambda: rng.randbytes(rng.choice([1, 20, 64, 65, 130])),
            lambda: rng.choice(
                ["k", "dev", "secret", " ", "0", "change me", "pässwörd", "ключ-секрет", "😀"]
            ),
        ]
    )()


def secrets(rng):
    return [secret(rng) for _ in range(rng.choice([1, 1, 1, 2, 3]))]


def text(rng, longest=24):
    alphabets = [
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789 ",
        "<>&\"'\\/\b\f\n\r\t\x00\x1f\x7f",
        "éßñ€漢字\u2028\u2029\uffff\ufffe\x80",
        "😀🎉\U0010ffff\U00010000",
        "\ud800\udbff\udc00\udfff",
    ]
    weights = [12, 2, 2, 1, 0.3]
    length = rng.randint(0, longest)
    return "".join(rng.choice(rng.choices(alphabets, weights)[0]) for _ in range(length))


def key(rng):
    return rng.choices(
        [
            lambda: rng.choice(WORDS),
            lambda: text(rng, 8),
            lambda: rng.choice(TAGS),
            lambda: str(rng.randint(0, 30)),
        ],
        [8, 3, 1, 1],
    )[0]()


def floating(rng):
    return rng.choice(
        [
            lambda: float(rng.randint(-50, 50)),
            lambda: rng.uniform(-1e6, 1e6),
            lambda: rng.random() * 10.0 ** rng.randint(-320, 300),
            lambda: rng.choice(
                [0.1, 1e16, 1e22, 1e-7, 123456789012345680.0, -0.0, float("inf"), float("nan")]
            ),
        ]
    )()


def integer(rng):
    return rng.choice(
        [
            lambda: rng.randint(-9, 99),
            lambda: rng.randint(-(2**53) - 2, 2**53 + 2),
            lambda: rng.randint(-(10**30), 10**30),
        ]
    )()


def moment(rng):
    naive = datetime.datetime(
        rng.randint(100, 9998),
        rng.randint(1, 12),
        rng.randint(1, 28),
        rng.randint(0, 23),
        rng.randint(0, 59),
        rng.randint(0, 59),
    )
    return naive.replace(tzinfo=datetime.timezone.utc)


def scalar(rng):
    return rng.choices(
        [
            lambda: rng.choice([None, True, False]),
            lambda: integer(rng),
            lambda: floating(rng),
            lambda: text(rng),
            lambda: rng.randbytes(rng.randint(0, 9)),
            lambda: Markup(text(rng, 10)),
            lambda: uuid.UUID(bytes=rng.randbytes(16)),
            lambda: moment(rng),
        ],
        [3, 6, 4, 8, 1, 1, 1, 1],
    )[0]()


def value(rng, depth=3):
    if depth == 0 or rng.random() < 0.55:
        return scalar(rng)
    shape = rng.choice([list, tuple, dict, dict])
    if shape is dict:
        return mapping(rng, depth - 1, 4)
    return shape(value(rng, depth - 1) for _ in range(rng.randint(0, 4)))


def mapping(rng, depth=3, most=6):
    return {key(rng): value(rng, depth) for _ in range(rng.randint(0, most))}
