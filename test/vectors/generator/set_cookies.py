"""Kind "set_cookie": one request and the exact headers of its answer."""

from .clock import CLOCK
from .flask_app import dump
from .randomness import chance, secrets, value
from .requests import Site
from .values import encode, encode_keys

NOW = 1700000000.75
SET = {"op": "set", "key": "a", "value": 1}
PERMANENT = {"op": "permanent", "value": True}
CLEAR = {"op": "clear"}
GET = {"op": "get", "key": "a"}
NOOP = {"op": "noop"}

STATES = {
    "none": None,
    "plain": {"a": 1, "l": []},
    "permanent": {"_permanent": True, "a": 1, "l": []},
    "not-permanent": {"_permanent": False, "a": 1},
    "truthy": {"_permanent": "no", "a": 1},
    "only-permanent": {"_permanent": True},
    "only-flashes": {"_flashes": [("message", "m0"), ("error", "m1")]},
    "empty": {},
}

ACTIONS = [
    [NOOP],
    [GET],
    [{"op": "get", "key": "zz"}],
    [{"op": "contains", "key": "a"}],
    [{"op": "len"}],
    [{"op": "keys"}],
    [{"op": "is_permanent"}],
    [{"op": "get_flashed"}],
    [SET],
    [{"op": "set", "key": "b", "value": 2}],
    [{"op": "flash", "message": "hi"}],
    [{"op": "update", "value": {"b": 2}}],
    [{"op": "update", "value": {}}],
    [{"op": "setdefault", "key": "n", "value": 1}],
    [{"op": "setdefault", "key": "a", "value": 1}],
    [PERMANENT],
    [{"op": "permanent", "value": False}],
    [{"op": "pop", "key": "a"}],
    [{"op": "pop", "key": "zz"}],
    [{"op": "popitem_if_any"}],
    [CLEAR],
    [{"op": "modified", "value": True}],
    [{"op": "set", "key": "b", "value": 2}, {"op": "modified", "value": False}],
    [SET, CLEAR],
    [CLEAR, SET],
    [
        {"op": "setdefault", "key": "l", "value": []},
        {"op": "modified", "value": False},
        {"op": "nested_append", "key": "l", "value": 1},
    ],
    [SET, {"op": "raise"}],
    [SET, {"op": "abort", "status": 404}],
    [SET, {"op": "set_other_cookie", "name": "other", "value": "1"}],
    [{"op": "set_other_cookie", "name": "other", "value": "1"}],
]

CONFIGS = [
    {},
    {"SESSION_COOKIE_SECURE": True},
    {"SESSION_COOKIE_HTTPONLY": False},
    {"SESSION_COOKIE_PARTITIONED": True, "SESSION_COOKIE_SECURE": True},
    {"SESSION_COOKIE_PARTITIONED": True},
    {"SESSION_COOKIE_SAMESITE": "Lax"},
    {"SESSION_COOKIE_SAMESITE": "Strict"},
    {"SESSION_COOKIE_SAMESITE": "strict"},
    {"SESSION_COOKIE_SAMESITE": "None", "SESSION_COOKIE_SECURE": True},
    {"SESSION_COOKIE_SAMESITE": "None"},
    {"SESSION_COOKIE_SAMESITE": "bogus"},
    {"SESSION_COOKIE_DOMAIN": "example.com"},
    {"SESSION_COOKIE_DOMAIN": ".example.com"},
    {"SESSION_COOKIE_DOMAIN": "sub.example.com"},
    {"SESSION_COOKIE_DOMAIN": "localhost"},
    {"SESSION_COOKIE_PATH": "/app"},
    {"SESSION_COOKIE_PATH": "/app/"},
    {"APPLICATION_ROOT": "/root"},
    {"SESSION_COOKIE_PATH": "/a b"},
    {"SESSION_COOKIE_PATH": "/é"},
    {"SESSION_COOKIE_PATH": "/a;b"},
    {"SESSION_COOKIE_PATH": "/%20"},
    {"SESSION_COOKIE_NAME": "sid"},
    {"SESSION_COOKIE_NAME": "__Host-session", "SESSION_COOKIE_SECURE": True},
    {"SESSION_COOKIE_NAME": "__Secure-session", "SESSION_COOKIE_SECURE": True},
    {"SESSION_COOKIE_NAME": "__Host-session"},
    {
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_PATH": "/app",
    },
    {"SESSION_COOKIE_NAME": "a b"},
    {"SESSION_COOKIE_NAME": "a.b-c_d"},
    {"SESSION_COOKIE_PATH": ""},
    {"SESSION_COOKIE_DOMAIN": "EXAMPLE.com"},
    {"PERMANENT_SESSION_LIFETIME": -1},
    *(
        {"PERMANENT_SESSION_LIFETIME": seconds}
        for seconds in [0, 0.5, 60, 3600, 86400, 86400.25, 31536000]
    ),
    {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_DOMAIN": "example.com",
        "SESSION_COOKIE_PATH": "/x",
        "SESSION_COOKIE_HTTPONLY": False,
    },
]

VARIES = [
    [],
    ["Cookie"],
    ["cookie"],
    ["COOKIE"],
    ["*"],
    ["Accept-Encoding"],
    ["Accept, Cookie"],
    ["Accept", "Origin"],
    ["Accept", "Cookie"],
    ["Accept,Accept-Encoding"],
    ["Cookie, Accept"],
    ["Accept-Encoding", "*"],
    ["X-Cookie"],
]


def vector(group, keys, config, ops, cookie=None, now=NOW, path="/do", vary=()):
    expect = Site(keys, config).ask(now, cookie, ops, path, vary)
    result = {
        "kind": "set_cookie",
        "group": group,
        "secret_keys": encode_keys(keys),
        "config": config,
        "now": now,
        "request": {"cookie": cookie, "path": path},
        "ops": ops,
    }
    return result | ({"response_vary": list(vary)} if vary else {}) | {"expect": expect}


def cookie_of(keys, data, age=1, name="session"):
    if data is None:
        return None
    with CLOCK.at(int(NOW) - age):
        return f"{name}={dump(keys, data)}"


def when():
    """Section 11 of the wire format: which action sends what, from which state."""
    for refresh in (True, False):
        config = {} if refresh else {"SESSION_REFRESH_EACH_REQUEST": False}
        for state, data in STATES.items():
            # with refresh off only the permanent states can differ
            if not refresh and state not in ("none", "permanent", "only-permanent", "truthy"):
                continue
            rng = chance("when", refresh, state)
            actions = (
                ACTIONS
                if state in ("none", "plain", "permanent") and refresh
                else rng.sample(ACTIONS, 9)
            )
            for ops in actions:
                yield vector("when", ["k"], config, ops, cookie_of(["k"], data))


def attributes():
    for config in CONFIGS:
        for ops in [[SET, PERMANENT], [CLEAR]]:
            yield vector("attributes", ["k"], config, ops)


def expires():
    for now in [
        0,
        0.5,
        86399,
        951782400,
        951868799.999,
        1709164800,
        1735689599,
        4102444800,
        253399622399,
        253399622400,
    ]:
        yield vector("expires", ["k"], {}, [SET, PERMANENT], now=now)


def varies():
    for vary in VARIES:
        for ops in [[NOOP], [GET], [SET], [CLEAR]]:
            yield vector("vary", ["k"], {}, ops, vary=vary)


def sizes():
    rng = chance("size")
    noise = rng.randbytes(6000).hex()
    for length in [1000, 4500, 9000]:
        yield vector("size", ["k"], {}, [{"op": "set", "key": "a", "value": noise[:length]}])
    yield vector(
        "size", ["k"], {"MAX_COOKIE_SIZE": 0}, [{"op": "set", "key": "a", "value": noise[:9000]}]
    )


def paths():
    for data in [None, STATES["plain"], STATES["permanent"]]:
        for path in ["/do", "/missing"]:
            yield vector("path", ["k"], {}, [NOOP], cookie_of(["k"], data), path=path)


def no_secret():
    for op in [
        NOOP,
        GET,
        {"op": "contains", "key": "a"},
        {"op": "len"},
        {"op": "is_permanent"},
        {"op": "get_flashed"},
        SET,
        CLEAR,
        PERMANENT,
        {"op": "pop", "key": "a"},
        {"op": "update", "value": {"a": 1}},
        {"op": "setdefault", "key": "a", "value": 1},
        {"op": "flash", "message": "x"},
    ]:
        yield vector("no-secret", [], {}, [op], "session=x.y.z")


def rotation():
    for data in [STATES["plain"], STATES["permanent"]]:
        for ops in [[NOOP], [GET], [SET]]:
            yield vector("rotation", ["old", "new"], {}, ops, cookie_of(["old"], data))


def save_errors():
    for bad in [
        {"$type": "datetime", "value": "9999-12-31T23:59:59-05:00"},
        {"$type": "object", "entries": [[1, 1], ["a", 2]]},
    ]:
        yield vector("save-error", ["k"], {}, [{"op": "set", "key": "d", "value": bad}])


def random_ones():
    for index in range(30):
        rng = chance("set-cookie", index)
        keys = secrets(rng)
        config = rng.choice(CONFIGS[:4] + CONFIGS[11:16])
        ops = [random_op(rng) for _ in range(rng.randint(1, 4))]
        data = rng.choice(list(STATES.values()))
        cookie = cookie_of(rng.choice([keys, keys[-1:]]), data, rng.choice([0, 1, 60]))
        yield vector(
            "random", keys, config, ops, cookie, vary=rng.choice([[], [], ["Accept-Encoding"]])
        )


def random_op(rng):
    key = rng.choice(["a", "b", "c"])
    return rng.choice(
        [
            lambda: {"op": "set", "key": key, "value": encode(value(rng, 2))},
            lambda: {"op": "set", "key": key, "value": encode(value(rng, 1))},
            lambda: {"op": "get", "key": key},
            lambda: {"op": "pop", "key": key},
            lambda: {"op": "setdefault", "key": key, "value": encode(value(rng, 1))},
            lambda: {"op": "contains", "key": key},
            lambda: {"op": "len"},
            lambda: {"op": "keys"},
            lambda: {"op": "permanent", "value": rng.random() < 0.6},
            lambda: {"op": "is_permanent"},
            lambda: {
                "op": "flash",
                "message": rng.choice(["Saved", "Hi é", ""]),
                "category": rng.choice(["message", "error"]),
            },
            lambda: {"op": "get_flashed", "with_categories": rng.random() < 0.5},
            lambda: {"op": "clear"},
        ]
    )()


def vectors():
    for part in [
        when,
        attributes,
        expires,
        varies,
        sizes,
        paths,
        no_secret,
        rotation,
        save_errors,
        random_ones,
    ]:
        yield from part()
