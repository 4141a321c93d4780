"""Other ways to wrap a payload: base64 spellings, zlib streams, timestamps, signatures."""

import base64
import gzip
import zlib

from itsdangerous.encoding import base64_encode

TEXT = b'{"a":1}'
LONG = b'{"a":"' + b"A" * 60 + b'","b":[1,2,3]}'


def b64(data):
    return base64_encode(data)


def raw_deflate(data):
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(data) + squeezer.flush()


def small_window(data):
    squeezer = zlib.compressobj(wbits=9)
    return squeezer.compress(data) + squeezer.flush()


def with_dictionary(data):
    squeezer = zlib.compressobj(zdict=b'{"a":')
    return squeezer.compress(data) + squeezer.flush()


def flagged(stream):
    return b"." + b64(stream)


Z = zlib.compress(LONG)

# name -> payload segment
PAYLOADS = {
    "seg-padded": b64(TEXT) + b"==",
    "seg-padded-extra": b64(TEXT) + b"====",
    "seg-std-alphabet": base64.b64encode(b'{"a":"\xc3\xbf\xc3\xbe?"}').rstrip(b"="),
    "seg-noncanon": b64(TEXT)[:-1] + b"R",
    "seg-garbage1": b"!" + b64(TEXT),
    "seg-garbage2": b64(TEXT)[:4] + b"!!" + b64(TEXT)[4:],
    "seg-garbage4": b"!!!!" + b64(TEXT),
    "seg-nonascii": b64(TEXT) + b"\xc3\xa9\xc3\xa9",
    "seg-eq-front": b"=" + b64(TEXT),
    "seg-eq-mid": b64(TEXT)[:4] + b"==" + b64(TEXT)[4:],
    "seg-empty": b"",
    "seg-dot": b".",
    "seg-2dots": b"..",
    "seg-len1": b"A",
    "seg-inner-dot": b64(TEXT)[:4] + b"." + b64(TEXT)[4:],
    "seg-dot-uncompressed": b"." + b64(TEXT),
    "seg-urlencoded": b64(TEXT) + b"%3D",
    "z-plain": flagged(Z),
    "z-level0": flagged(zlib.compress(LONG, 0)),
    "z-level1": flagged(zlib.compress(LONG, 1)),
    "z-level9": flagged(zlib.compress(LONG, 9)),
    "z-wbits9": flagged(small_window(LONG)),
    "z-trailing": flagged(Z + b"trailing"),
    "z-two-streams": flagged(Z + zlib.compress(b"{}")),
    "z-ratio": flagged(zlib.compress(b'{"a":"' + b"A" * 3_000 + b'"}', 9)),
    "z-truncated": flagged(Z[:-6]),
    "z-no-adler": flagged(Z[:-4]),
    "z-bad-adler": flagged(Z[:-1] + bytes([Z[-1] ^ 1])),
    "z-raw-deflate": flagged(raw_deflate(LONG)),
    "z-gzip": flagged(gzip.compress(LONG, mtime=0)),
    "z-dict": flagged(with_dictionary(LONG)),
    "z-bad-header": flagged(b"\x78\x9d" + Z[2:]),
    "z-bad-block": flagged(Z[:2] + b"\xff" + Z[3:]),
    "z-empty-output": flagged(zlib.compress(b"")),
    "z-not-json": flagged(zlib.compress(b"nope")),
    "z-bad-utf8": flagged(zlib.compress(b'{"a":"\xff"}')),
    "z-empty-input": b".",
    "z-zeros": flagged(bytes(10)),
    "z-not-flagged": b64(Z),
}

NOW = 1700000000
STAMP = b64(NOW.to_bytes(4, "big"))

# name -> timestamp segment, tried at NOW + 5
STAMPS = {
    "timestamp-good": STAMP,
    "timestamp-empty": b"",
    "timestamp-padded": STAMP + b"==",
    "timestamp-zeros5": b64(NOW.to_bytes(5, "big")),
    "timestamp-zeros8": b64(NOW.to_bytes(8, "big")),
    "timestamp-zeros9": b64(NOW.to_bytes(9, "big")),
    "timestamp-zeros12": b64(NOW.to_bytes(12, "big")),
    "timestamp-zero": b"AA",
    "timestamp-noncanon": STAMP[:-1] + b"B",
    "timestamp-bang": b"!",
    "timestamp-bang4+good": b"!!!!" + STAMP,
    "timestamp-one-char": b"A",
    "timestamp-decimal": b"1700000000",
    "timestamp-truncated": STAMP[:-1],
    "timestamp-truncated2": STAMP[:-2],
    "timestamp-extended": STAMP + b"A",
    "timestamp-space": STAMP[:2] + b"  " + STAMP[2:],
    "timestamp-eq-mid": STAMP[:2] + b"==" + STAMP[2:],
    "timestamp-std-alphabet": b"+/+/",
    "timestamp-url-alphabet": b"-_-_",
    "timestamp-max64": b64(b"\xff" * 8),
    "timestamp-2^63": b64((2**63).to_bytes(8, "big")),
    "timestamp-2^63-1": b64((2**63 - 1).to_bytes(8, "big")),
    "timestamp-2^53": b64((2**53).to_bytes(8, "big")),
    "timestamp-2^40": b64((2**40).to_bytes(8, "big")),
    "timestamp-y9999": b64((253402300799).to_bytes(8, "big")),
    "timestamp-y10000": b64((253402300800).to_bytes(8, "big")),
    "timestamp-ff9": b64(b"\xff" * 9),
}


def signature_spellings(signature):
    """Texts that base64 decodes to the same 20 bytes, and some that nearly do."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(signature[-1])
    for bits in range(1, 4):
        yield "sig-trailing-bits", signature[:-1] + alphabet[(last & ~3) | ((last + bits) & 3)]
    yield "sig-last-char", signature[:-1] + alphabet[(last + 4) & 63]
    yield "sig-std-alphabet", signature.replace("-", "+").replace("_", "/")
    for garbage in " !é":
        for count in (1, 2, 4, 5):
            yield "sig-garbage", signature + garbage * count
        yield "sig-garbage", signature[:9] + garbage * 2 + signature[9:]
    for shape in [
        "",
        "=",
        "AAAA",
        signature + "=",
        signature + "==",
        signature + "A",
        signature + "AAAA",
        signature[:-1],
        signature[:-2],
        signature[1:],
        signature.lower(),
        "=" + signature,
        signature + "=.",
        signature[:12] + "====" + signature[12:],
    ]:
        yield "sig-shape", shape
