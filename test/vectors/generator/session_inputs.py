"""What is put into a session, by topic."""

import datetime
import decimal
import uuid

from markupsafe import Markup

from .randomness import TAGS, chance

UTC = datetime.timezone.utc
USER_ID = "a" * 64 + "0123456789abcdef" * 4


def zone(**offset):
    return datetime.timezone(datetime.timedelta(**offset))


def nested(make, depth):
    value = 1
    for _ in range(depth):
        value = make(value)
    return value


def lookalikes():
    """Dictionaries that look like Flask's tags and must not become them."""
    for tag in TAGS:
        yield {"v": {tag: 1}}
        yield {"v": {tag: [1, 2]}}
        yield {"v": {tag: (1,)}}
        yield {"v": {tag: {}}}
        yield {"v": {tag: {"a": 1}}}
        yield {tag: 5}
        yield {tag: [1], "x": 2}
        yield {"v": {tag + "__": 1}}
        yield {"v": {tag: {tag: {tag: 1}}}}
        yield {"v": {" di": {tag + "__": 1}}}
    yield {"v": {" di": {" di": {" t": (1,)}}}}
    yield from ({"v": {key: [1]}} for key in ["t", " t ", "  t", "", " x", " di__"])
    yield {"v": ({" b": "YQ=="},)}


def compressible():
    """Around the length where zlib begins to win, and well beyond."""
    yield from ({"a": "A" * length} for length in [*range(8, 28), 34, 48, 80, 300, 2000])
    rng = chance("compressible")
    yield from ({"a": rng.randbytes(length).hex()} for length in [8, 15, 20, 30, 45, 60, 90, 200])
    yield {"a": "abcdefghijklmnopqrstuvwxyz0123456789" * 9}
    yield {"l": list(range(120))}
    yield {"l": ["é" * 9, "漢" * 40]}


INPUTS = {
    "float": [
        {"f": f}
        for f in [
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.1,
            1e15,
            1e16,
            1.5e16,
            123456789012345680.0,
            1e21,
            1e22,
            1e-4,
            1e-5,
            1e-7,
            5e-324,
            2.2250738585072014e-308,
            1.7976931348623157e308,
            0.1 + 0.2,
            1e-100,
            1700000000.123456,
            86400.5,
            float("nan"),
            float("inf"),
            float("-inf"),
        ]
    ]
    + [{"f": [1.0, 2, 3.5, {"g": (4.0, 5)}]}],
    "int": [
        {"i": i}
        for i in [
            0,
            -1,
            1,
            255,
            2**31,
            2**53 - 1,
            -(2**53 - 1),
            2**53,
            -(2**53),
            2**53 + 1,
            2**63 - 1,
            2**63,
            10**30,
            -(10**50),
        ]
    ],
    "scalar": [
        {"v": v}
        for v in [
            True,
            False,
            None,
            [True, False, None],
            {"t": True},
            1,
            0,
            "1",
            "True",
            "null",
            "",
        ]
    ],
    "string": [
        {"s": s}
        for s in [
            "\x00",
            "\x1f",
            "\x7f",
            "\x80\x9f",
            "\u2028\u2029",
            "\uffff",
            "\ufffe",
            "😀",
            "\U0010ffff",
            "\ud800",
            "\udfff",
            "\ude00\ud83d",
            "é",
            "\\",
            '"',
            "/",
            "</script>",
            "'",
            "%00",
            "\b\f\n\r\t",
            "a" * 300,
            "\x00\ud800😀\x7f",
        ]
    ],
    "keys": [
        {"b": 1, "a": 2, "C": 3, "_": 4},
        {"10": 1, "9": 2, "1": 3},
        {"": 1, " ": 2, "a": 3, "aa": 4, "a\x00": 5, "a ": 6},
        {"a": {"z": 1, "y": {"10": 1, "9": 2}}, "A": 1},
        {"\uffff": 1, "\U00010000": 2, "\ud800": 3, "\ue000": 4, "z": 5},
        {"😀": 1, "\uff5e": 2, "é": 3},
        {"__proto__": {"x": 1}, "constructor": 2, "toString": 3, "hasOwnProperty": 4},
        {"__proto__": 1},
        {"a": {"__proto__": {"b": 1}}},
        {"$type": "tuple", "items": [1]},
        {"a": {"$type": 1}},
        {"\x7f": 1, "\x80": 2},
        {"_permanent": True, "_flashes": [], "Z": 1, "a": 1},
        {"get": 1, "set": 2, "permanent": 3, "modified": 4, "flash": 5, "then": 6, "toJSON": 7},
    ],
    "nonstr-keys": [
        {"d": {1: 1, 10: 2, 9: 3}},
        {"d": {True: 1, False: 2}},
        {"d": {None: 1}},
        {"d": {1.0: 1, 2.5: 2, 1e16: 3}},
        {"d": {-1: 1, 1: 2, 0: 3}},
        {"d": {2: {3: "x", 20: "y"}}},
        {1: "a", 2: "b"},
    ],
    "tuple": [
        {"v": v}
        for v in [
            (),
            (1,),
            (1, 2, 3),
            ((),),
            ((1,), [2], {"a": (3,)}),
            {"t": ()},
            tuple(range(30)),
            ([],),
            ({},),
            (({},),),
            [(1, 2), (3, 4)],
            ("a", b"b", None),
        ]
    ],
    "bytes": [
        {"v": v}
        for v in [
            b"",
            b"\x00",
            b"a",
            b"ab",
            b"abc",
            b"\xff\xfe\xfd",
            b"\xfb\xff\xbf",
            b"=====",
            "é".encode(),
            b"YWJj",
            bytes(range(256)),
        ]
    ],
    "markup": [
        {"v": Markup(m)} for m in ["", "<b>hi</b>", "&amp;", "é😀", "\ud800", "\x00\x7f", "a" * 200]
    ],
    "uuid": [
        {"v": uuid.UUID(u)}
        for u in [
            "00000000-0000-0000-0000-000000000000",
            "00000000-0000-0000-0000-000000000001",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "12345678-1234-5678-1234-567812345678",
            "abcdefab-cdef-abcd-efab-cdefabcdefab",
        ]
    ],
    "datetime": [
        {"v": d}
        for d in [
            datetime.datetime(2024, 1, 2, 3, 4, 5),
            datetime.datetime(2024, 1, 2, 3, 4, 5, 999999),
            datetime.datetime(2024, 1, 2, 3, 4, 5, 500000, UTC),
            datetime.datetime(2024, 1, 1, 0, 30, tzinfo=zone(hours=5, minutes=30)),
            datetime.datetime(2023, 12, 31, 20, tzinfo=zone(hours=-8)),
            datetime.datetime(1970, 1, 1),
            datetime.datetime(1969, 12, 31, 23, 59, 59, 999999),
            datetime.datetime(1899, 12, 31),
            datetime.datetime(100, 1, 1),
            datetime.datetime(99, 12, 31),
            datetime.datetime(68, 12, 31),
            datetime.datetime(9999, 12, 31, 23, 59, 59),
            datetime.datetime(2024, 2, 29, 12),
            datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=zone(hours=1, minutes=1, seconds=1)),
        ]
    ],
    "coerced": [
        {"v": datetime.date(2024, 1, 2)},
        {"v": decimal.Decimal("1.50")},
        {"v": [decimal.Decimal("NaN"), datetime.date(1, 1, 1)]},
    ],
    "lookalike": list(lookalikes()),
    "empty": [
        {},
        *(
            {"v": v}
            for v in [[], {}, (), "", b"", Markup(""), {"a": {}}, {"a": []}, [[], (), {}, "", b""]]
        ),
    ],
    "nesting": [
        {"v": nested(make, depth)}
        for depth in [5, 50, 100]
        for make in [lambda v: {"k": v}, lambda v: [v], lambda v: (v,), lambda v: {" t": v}]
    ],
    "flash": [
        {"_flashes": f}
        for f in [
            [("message", "Hello")],
            [("message", "a"), ("error", "b"), ("message", "a")],
            [("info", Markup("<b>x</b>"))],
            [("message", "")],
            [("", "x")],
            [("é", "😀")],
        ]
    ],
    "real-world": [
        {"_user_id": "42", "_fresh": True, "_id": USER_ID},
        {
            "_user_id": "42",
            "_fresh": False,
            "_id": USER_ID,
            "_remember_seconds": 31536000.0,
            "_permanent": True,
            "csrf_token": "95cb0bfd2977c761298d9624e4b4d4c72a39974a",
            "_flashes": [("message", "Logged in.")],
        },
        {"csrf_token": "95cb0bfd2977c761298d9624e4b4d4c72a39974a"},
        {
            "user": {
                "id": 7,
                "name": "Zoë",
                "roles": ["admin", "editor"],
                "last": datetime.datetime(2024, 5, 6, 7, 8, 9),
            },
            "cart": [(1, 2.5), (3, 4.0)],
        },
        {"_permanent": True, "username": "alice", "visits": 3},
    ],
    "compress": list(compressible()),
}
