"""Kind "http": a browser that comes back, and what each answer sends it."""

from . import envelopes
from .clock import CLOCK
from .flask_app import DEFAULT_LIFETIME, dump, sign_text
from .randomness import chance, secrets
from .requests import Site
from .set_cookies import CLEAR, GET, NOOP, SET, random_op
from .values import encode_keys

NOW = 1700000000
FLASHED = {"op": "get_flashed"}


def flash(message, category=None):
    return {"op": "flash", "message": message} | ({"category": category} if category else {})


class Browser:
    """Keeps the session cookie between the steps of one sequence."""

    def __init__(self, group, keys, config=()):
        self.group, self.keys, self.config = group, keys, dict(config)
        self.site = Site(keys, self.config)
        self.name = self.config.get("SESSION_COOKIE_NAME", "session")
        self.value, self.steps = None, []

    def go(self, *ops, now=NOW, header=..., path=None, vary=(), keys=None):
        """One request; `header` replaces what the browser would have sent."""
        if header is ...:
            header = f"{self.name}={self.value}" if self.value else None
        expect = self.site.ask(now, header, list(ops), path or "/do", vary, keys)
        step = {"now": now, "cookie": header, "ops": list(ops)}
        step |= {"path": path} if path else {}
        step |= {"response_vary": list(vary)} if vary else {}
        step |= {"secret_keys": encode_keys(keys)} if keys is not None else {}
        self.steps.append(step | {"expect": expect})
        cookie = expect["session_cookie"]
        if cookie is not None:
            self.value = cookie.get("value")
        return self

    def vector(self):
        return {
            "kind": "http",
            "group": self.group,
            "secret_keys": encode_keys(self.keys),
            "config": self.config,
            "steps": self.steps,
        }


def simple(group, *requests, keys=("k",), config=()):
    browser = Browser(group, list(keys), config)
    for ops in requests:
        browser.go(*ops)
    return browser.vector()


def flashes():
    yield simple(
        "flash-basic",
        [flash("one")],
        [flash("two", "error")],
        [
            {"op": "get_flashed", "with_categories": True},
            FLASHED,
            {"op": "get_flashed", "category_filter": ["error"]},
        ],
        [FLASHED],
    )
    yield simple(
        "flash-same-request",
        [flash("a"), FLASHED, flash("b"), FLASHED, {"op": "get_flashed", "with_categories": True}],
        [FLASHED],
        [FLASHED],
    )
    yield simple(
        "flash-filter-drops-rest",
        [flash("a", "error"), flash("b", "info"), flash("c", "error")],
        [{"op": "get_flashed", "category_filter": ["info"]}],
        [FLASHED],
    )
    shapes = [
        {"op": "get_flashed", "category_filter": f, "with_categories": w}
        for f, w in [(["error"], False), ([], False), (["info", "err"], True), (["none"], False)]
    ]
    yield simple(
        "flash-filter-shapes", [flash("a", "error"), flash("b", "info"), flash("c", "err")], shapes
    )
    yield simple(
        "flash-markup",
        [flash({"$type": "markup", "value": "<b>x</b>"}, "info")],
        [{"op": "get_flashed", "with_categories": True}],
    )
    yield simple(
        "flash-values",
        [
            flash({"$type": "tuple", "items": [1, 2]}, "t"),
            flash(None),
            flash({"a": [1]}),
            flash({"$type": "bytes", "hex": "ff"}),
            flash({"$type": "float", "value": "2.5"}),
        ],
        [{"op": "get_flashed", "with_categories": True}],
    )
    yield simple("flash-empties-session", [flash("x")], [FLASHED], [{"op": "len"}])
    yield simple("flash-keeps-rest", [SET, flash("x")], [FLASHED], [{"op": "keys"}])
    yield simple("flash-unread", [flash("x")], [NOOP], [{"op": "keys"}], [flash("y")], [FLASHED])
    yield simple(
        "flash-many",
        [flash(f"m{i}", ["message", "error", "info"][i % 3]) for i in range(12)],
        [{"op": "get_flashed", "with_categories": True}],
    )
    yield simple(
        "flash-permanent",
        [{"op": "permanent", "value": True}, flash("x")],
        [FLASHED],
        [{"op": "keys"}],
    )
    yield simple("flash-then-raise", [flash("x"), {"op": "raise"}], [FLASHED])
    yield simple("flash-get-then-raise", [flash("x")], [FLASHED, {"op": "raise"}], [FLASHED])
    yield simple("flash-get-only", [FLASHED], [FLASHED])
    for data in [
        [["message", "from list"]],
        [],
        None,
        5,
        "ab",
        ["ab"],
        {"a": 1},
        ((("message", "in tuple")),),
        [(1, 2)],
        [("a", "b", "c")],
    ]:
        for ops in [
            [FLASHED],
            [{"op": "get_flashed", "with_categories": True}],
            [flash("new", "c")],
        ]:
            with CLOCK.at(NOW):
                header = "session=" + dump(["k"], {"_flashes": data})
            yield Browser("flash-foreign", ["k"]).go(*ops, header=header).go(FLASHED).vector()


def logins():
    login = [
        {"op": "set", "key": "username", "value": "alice"},
        {"op": "set", "key": "visits", "value": 0},
    ]
    visit = [
        {"op": "contains", "key": "username"},
        {"op": "get", "key": "visits"},
        {"op": "set", "key": "visits", "value": 1},
    ]
    yield simple(
        "login-flow",
        [{"op": "contains", "key": "username"}],
        login,
        visit,
        [CLEAR],
        [{"op": "contains", "key": "username"}],
    )
    yield simple(
        "login-remember",
        [*login, {"op": "permanent", "value": True}],
        visit,
        [NOOP],
        [CLEAR],
        [NOOP],
        config={"PERMANENT_SESSION_LIFETIME": 604800},
    )
    yield simple("login-fixation", [SET], [CLEAR, *login], visit)
    yield simple(
        "error-pages",
        [SET, {"op": "raise"}],
        [GET],
        [{"op": "set", "key": "b", "value": 2}, {"op": "abort", "status": 403}],
        [{"op": "keys"}],
    )
    yield Browser("not-found", ["k"]).go({"op": "permanent", "value": True}).go(
        NOOP, path="/nowhere"
    ).vector()
    yield simple("name", [SET], [GET], config={"SESSION_COOKIE_NAME": "sid"})
    yield Browser("no-secret", []).go(GET, header="session=x.y.z").go(SET).go(FLASHED).go(
        NOOP
    ).vector()
    types = [
        {"$type": "tuple", "items": [1, "x"]},
        {"$type": "bytes", "hex": "00ff"},
        {"$type": "uuid", "value": "12345678-1234-5678-1234-567812345678"},
        {"$type": "datetime", "value": "2024-01-02T03:04:05+00:00"},
        {"$type": "float", "value": "1.0"},
        {"$type": "bigint", "value": "18446744073709551616"},
        {"$type": "markup", "value": "<i>"},
    ]
    yield simple(
        "types",
        [{"op": "set", "key": f"k{i}", "value": v} for i, v in enumerate(types)],
        [{"op": "get", "key": f"k{i}"} for i in range(len(types))],
        [{"op": "set", "key": "z", "value": 1}],
        [{"op": "keys"}],
    )


def mutations():
    nested = {"op": "nested_append", "key": "l", "value": 1}
    yield simple(
        "nested-mutation",
        [{"op": "set", "key": "l", "value": []}],
        [nested],
        [{"op": "get", "key": "l"}],
        [nested, {"op": "modified", "value": True}],
        [{"op": "get", "key": "l"}],
    )
    yield simple(
        "nested-mutation-permanent",
        [{"op": "permanent", "value": True}, {"op": "set", "key": "l", "value": []}],
        [nested],
        [{"op": "get", "key": "l"}],
    )
    yield simple(
        "nested-set",
        [{"op": "set", "key": "d", "value": {"a": 1}}],
        [{"op": "nested_set", "key": "d", "subkey": "b", "value": 2}],
        [{"op": "get", "key": "d"}],
    )
    # The nested change is in the text that the next change writes.
    yield simple(
        "nested-then-write",
        [{"op": "set", "key": "l", "value": []}],
        [nested, {"op": "set", "key": "x", "value": 1}],
        [{"op": "get", "key": "l"}],
    )


def expiries():
    for group, config, ops in [
        ("expiry", {}, []),
        ("expiry-refresh", {}, [{"op": "permanent", "value": True}]),
        (
            "expiry-norefresh",
            {"SESSION_REFRESH_EACH_REQUEST": False},
            [{"op": "permanent", "value": True}],
        ),
    ]:
        browser = Browser(group, ["k"], {"PERMANENT_SESSION_LIFETIME": 100} | config)
        browser.go(SET, *ops)
        for now in [NOW + 60, NOW + 100, NOW + 160, NOW + 300]:
            browser.go(GET, now=now)
        yield browser.vector()
    yield Browser("clock-back", ["k"]).go(SET).go(GET, now=NOW - 5).go(SET, now=NOW - 5).go(
        GET, now=NOW - 5
    ).vector()
    yield Browser("fraction", ["k"]).go(SET, now=NOW + 0.999).go(
        GET, now=NOW + DEFAULT_LIFETIME + 0.999
    ).go(GET, now=NOW + DEFAULT_LIFETIME + 1).vector()


def rotations():
    yield Browser("rotation", ["k"]).go(SET).go(GET, keys=["k", "new"]).go(
        {"op": "set", "key": "b", "value": 2}
    ).go(GET, keys=["new"]).vector()
    yield Browser("rotation-permanent", ["k"]).go(SET, {"op": "permanent", "value": True}).go(
        GET, keys=["k", "new"]
    ).go(GET, keys=["new"]).vector()
    yield Browser("rotation-dropped", ["k"]).go(SET).go(GET, keys=["new"]).go(SET).go(GET).vector()


def poison():
    """A cookie that the right key signed and nobody can read."""
    payloads = {
        "bad-json": b"{",
        "int-payload": b"1",
        "list-payload": b"[1]",
        "pairs-payload": b'[["q",1]]',
        "null-payload": b"null",
        "date-overflow": b'{"a":{" d":"1 Jan 99999999999 00:00:00 GMT"}}',
        "date-none": b'{"a":{" d":"nope"}}',
        "date-edge": b'{"a":{" d":"Fri, 31 Dec 9999 23:59:59 -0500"}}',
        "bytes-bad": b'{"a":{" b":"YQ"}}',
    }
    for name, text in payloads.items():
        yield poisoned(name, envelopes.b64(text))
    yield poisoned("bad-zlib", b".AAAA")


def poisoned(name, payload):
    with CLOCK.at(NOW):
        header = "session=" + sign_text(["k"], payload)
    browser = Browser(f"poison-{name}", ["k"])
    for op in [NOOP, {"op": "set", "key": "x", "value": 1}, CLEAR]:
        browser.go(op, header=header)
    return browser.vector()


def cookie_headers():
    """How Werkzeug cuts a Cookie header."""
    with CLOCK.at(NOW):
        one, two = dump(["k"], {"a": 1}), dump(["k"], {"a": 2})
    bad = one[:-1] + ("A" if one[-1] != "A" else "B")
    headers = [
        f"session={one}",
        f"a=1; session={one}; b=2",
        f" session = {one} ",
        f"session={one};session={two}",
        f"session={bad}; session={one}",
        f"session=; session={one}",
        f"session={one}; session={bad}",
        f"session; session={one}",
        f"Session={two}; session={one}",
        f"xsession={two}; session={one}",
        f"session.x={two}; session={one}",
        f'session="{one}"',
        f'session="{one}',
        f"session='{one}'",
        f'session="{one}\\075"',
        f'"session"={one}',
        f"session=={one}",
        f"session={one} x",
        f"session={one},x=1",
        f"; session={one}",
        f";;;session={one};;",
        f'a=x"y"; session={one}',
        f'a="x; session={two}"; session={one}',
        f"session\t=\t{one}\t",
        f"session={one}; $Path=/",
        f"a; b; session={one}",
        f"session={one}%3D",
        "session=",
        "",
        ";",
        "=",
        f"é=1; session={one}",
        f"session=é{one}",
        f"={two}; session={one}",
    ]
    for header in headers:
        yield Browser("cookie-header", ["k"]).go(
            GET, header=header.encode().decode("latin-1")
        ).vector()


def tampered():
    browser = Browser("tampered", ["k"]).go(SET)
    good = browser.value
    for at in (0, 3, len(good) - 2):
        browser.go(
            GET, header=f"session={good[:at]}{'x' if good[at] != 'x' else 'y'}{good[at + 1:]}"
        )
    yield browser.go({"op": "set", "key": "b", "value": 1}, header=f"session=x{good}").vector()


def random_ones():
    for index in range(30):
        rng = chance("http", index)
        keys = secrets(rng)
        browser = Browser(
            "random",
            keys,
            rng.choice(
                [
                    {},
                    {},
                    {"SESSION_REFRESH_EACH_REQUEST": False},
                    {"PERMANENT_SESSION_LIFETIME": 3600},
                ]
            ),
        )
        now = rng.randint(1_500_000_000, 1_900_000_000) + 0.5
        for _ in range(rng.randint(2, 6)):
            now += rng.choice([0, 0, 1, 10, 3600, DEFAULT_LIFETIME])
            browser.go(*[random_op(rng) for _ in range(rng.randint(1, 3))], now=now)
        yield browser.vector()


def vectors():
    for part in [
        flashes,
        logins,
        mutations,
        expiries,
        rotations,
        poison,
        cookie_headers,
        tampered,
        random_ones,
    ]:
        yield from part()
