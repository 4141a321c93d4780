from ._bridge import ask


def want_bytes(s):
    return ask(function="wantBytes", args=[s])


def base64_encode(string):
    return ask(function="base64Encode", args=[string]).encode()


def base64_decode(string):
    return ask(function="base64Decode", args=[text_of(string)])


def int_to_bytes(num):
    raise NotImplementedError("dewar has none: a timestamp is a number")


bytes_to_int = int_to_bytes


def text_of(value):
    """Where dewar takes base64, it takes text."""
    return value.decode("latin-1") if isinstance(value, bytes) else value


def bytes_of(value):
    return value.encode() if isinstance(value, str) else value
