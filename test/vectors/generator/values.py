"""Python values as JSON that JavaScript reads without losing anything.

The rules are in test/vectors/README.md, section "Values".
"""

import datetime
import decimal
import json
import uuid

from markupsafe import Markup

SAFE = 2**53 - 1
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def typed(name, **fields):
    return {"$type": name, **fields}


def epoch_seconds(moment):
    """Whole seconds, cut down as http_date does; a naive moment is in UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return (moment - EPOCH) // datetime.timedelta(seconds=1)


def encode(value, ordered=False):
    """`ordered` writes a dict as entries wherever JavaScript would reorder its keys."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Markup):
        return typed("markup", value=str(value))
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= SAFE else typed("bigint", value=str(value))
    if isinstance(value, float):
        return typed("float", value=json.dumps(value))
    if isinstance(value, tuple):
        return typed("tuple", items=[encode(item, ordered) for item in value])
    if isinstance(value, list):
        return [encode(item, ordered) for item in value]
    if isinstance(value, bytes):
        return typed("bytes", hex=value.hex())
    if isinstance(value, uuid.UUID):
        return typed("uuid", value=str(value))
    if isinstance(value, datetime.datetime):
        return typed("datetime", value=value.isoformat(), epoch=epoch_seconds(value))
    if isinstance(value, datetime.date):
        return typed("date", value=value.isoformat())
    if isinstance(value, decimal.Decimal):
        return typed("decimal", value=str(value))
    if isinstance(value, dict):
        entries = [[encode(k, ordered), encode(v, ordered)] for k, v in value.items()]
        if any(needs_entries(key, ordered) for key in value):
            return typed("object", entries=entries)
        return dict(entries)
    raise TypeError(f"no encoding for {type(value)}")


def needs_entries(key, ordered):
    return not isinstance(key, str) or key in ("$type", "__proto__") or (ordered and key.isdigit())


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("$type")
    if kind is None:
        return {key: decode(item) for key, item in value.items()}
    return DECODERS[kind](value)


DECODERS = {
    "float": lambda v: float(v["value"]),
    "bigint": lambda v: int(v["value"]),
    "tuple": lambda v: tuple(decode(item) for item in v["items"]),
    "bytes": lambda v: bytes.fromhex(v["hex"]),
    "markup": lambda v: Markup(v["value"]),
    "uuid": lambda v: uuid.UUID(v["value"]),
    "datetime": lambda v: datetime.datetime.fromisoformat(v["value"]),
    "date": lambda v: datetime.date.fromisoformat(v["value"]),
    "decimal": lambda v: decimal.Decimal(v["value"]),
    "object": lambda v: {decode(key): decode(item) for key, item in v["entries"]},
}


def encode_keys(keys):
    """Secret keys, oldest to newest: text as it is, bytes in hex."""
    return [typed("bytes", hex=key.hex()) if isinstance(key, bytes) else key for key in keys]


def decode_keys(keys):
    return [decode(key) for key in keys]
