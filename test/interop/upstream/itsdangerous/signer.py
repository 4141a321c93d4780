import hashlib

from ._bridge import ask
from .encoding import bytes_of, text_of

ABSENT = object()


def _lazy_sha1(string=b""):
    return hashlib.sha1(string)


def digest_name(method):
    return None if method is None else method().name


def digest_of(name):
    return _lazy_sha1 if name == "sha1" else getattr(hashlib, name)


def given(**options):
    """Without those that were not given, so that the defaults are dewar's."""
    return {name: value for name, value in options.items() if value not in (None, ABSENT)}


class SigningAlgorithm:
    def described(self):
        return {"getSignature": self.get_signature}


class HMACAlgorithm(SigningAlgorithm):
    def __init__(self, digest_method=None):
        self.digest_method = digest_method

    def described(self):
        return given(name="HMACAlgorithm", digestMethod=digest_name(self.digest_method))


class NoneAlgorithm(SigningAlgorithm):
    def described(self):
        return {"name": "NoneAlgorithm"}


class Signer:
    js_class = "Signer"
    default_digest_method = None
    default_key_derivation = None

    def __init__(
        self,
        secret_key,
        salt=ABSENT,
        sep=ABSENT,
        key_derivation=None,
        digest_method=None,
        algorithm=None,
    ):
        self.secret_keys = secret_key if isinstance(secret_key, list) else [secret_key]
        self.options = given(
            sep=sep if sep is ABSENT else text_of(sep),
            keyDerivation=key_derivation or self.default_key_derivation,
            digestMethod=digest_name(digest_method or type(self).default_digest_method),
            algorithm=algorithm and algorithm.described(),
        )
        if salt is not ABSENT:
            self.options["salt"] = salt
        # Made once, so that what a constructor refuses is raised here.
        self.sep = self._get("sep").encode()

    def _ask(self, **question):
        return ask(
            **question,
            **{"class": self.js_class, "keys": self.secret_keys, "options": self.options},
        )

    def _call(self, method, *args):
        return self._ask(method=method, args=list(args))

    def _get(self, path):
        return self._ask(path=path)

    @property
    def digest_method(self):
        return digest_of(self._get("digestMethod"))

    @property
    def algorithm(self):
        return HMACAlgorithm(digest_of(self._get("algorithm.digestMethod")))

    def derive_key(self):
        return self._call("deriveKey")

    def sign(self, value):
        return self._call("sign", bytes_of(value))

    def verify_signature(self, value, sig):
        return self._call("verifySignature", bytes_of(value), text_of(sig))

    def unsign(self, signed_value):
        return self._call("unsign", bytes_of(signed_value))

    def validate(self, signed_value):
        return self._call("validate", bytes_of(signed_value))
