from ._bridge import ask
from .exc import BadSignature
from .signer import Signer, bytes_of, digest_name, digest_of, given


class Serializer:
    js_class = "Serializer"
    default_signer = Signer

    def __init__(
        self,
        secret_key,
        salt=None,
        serializer=None,
        signer=None,
        signer_kwargs=None,
        fallback_signers=None,
    ):
        self.secret_keys = secret_key if isinstance(secret_key, list) else [secret_key]
        self.salt = salt
        self.serializer = serializer
        self.signer = signer or self.default_signer
        self.signer_kwargs = signer_kwargs or {}
        self.fallback_signers = fallback_signers or []
        self.is_text = serializer is None or isinstance(serializer.dumps({}), str)

    def _options(self):
        options = {
            "signerOptions": signing(self.signer, self.signer_kwargs, self),
            "fallbackSigners": [self._fallback(each) for each in self.fallback_signers],
        }
        if self.salt is not None:
            options["salt"] = self.salt
        if self.serializer is not None:
            methods = {"dumps": self.serializer.dumps, "loads": self.serializer.loads}
            options["serializer"] = methods
        return options

    def _fallback(self, fallback):
        if isinstance(fallback, dict):
            return signing(self.signer, fallback, self)
        cls, kwargs = fallback if isinstance(fallback, tuple) else (fallback, self.signer_kwargs)
        return signing(cls, kwargs, self)

    def _ask(self, **question):
        return ask(
            **question,
            **{"class": self.js_class, "keys": self.secret_keys, "options": self._options()},
        )

    def _call(self, method, *args):
        return self._ask(method=method, args=list(args))

    def _token(self, token):
        return token.decode() if self.is_text and isinstance(token, bytes) else token

    def make_signer(self):
        salted = {} if self.salt is None else {"salt": self.salt}
        salt = self._ask(path="signer.salt")
        return self.signer(self.secret_keys, **{"salt": salt, **salted, **self.signer_kwargs})

    def iter_unsigners(self):
        for i in range(self._ask(path="unsigners.length")):
            yield Unsigner(digest_of(self._ask(path=f"unsigners.{i}.digestMethod")))

    def load_payload(self, payload):
        return self._call("loadPayload", self._token(payload))

    def dumps(self, obj, salt=None):
        return self._call("dumps", obj, {"salt": salt})

    def loads(self, s, salt=None):
        return self._call("loads", self._token(s), {"salt": salt})

    def loads_unsafe(self, s, salt=None):
        return tuple(self._call("loadsUnsafe", self._token(s), {"salt": salt}))


class Unsigner:
    def __init__(self, digest_method):
        self.digest_method = digest_method


def signing(cls, kwargs, serializer):
    """How dewar signs as the Python class does: its class there, and what is overridden here."""
    options = given(
        keyDerivation=kwargs.get("key_derivation") or cls.default_key_derivation,
        digestMethod=digest_name(kwargs.get("digest_method") or cls.default_digest_method),
    )
    if cls.__module__.startswith("itsdangerous."):
        return options if cls is serializer.default_signer else {**options, "class": cls.js_class}
    return {**options, "class": cls.js_class, **overrides(cls, kwargs, serializer)}


def overrides(cls, kwargs, serializer):
    if "unsign" not in vars(cls):
        return {}

    def unsign(signed, options=None):
        signer = cls(serializer.secret_keys, **kwargs)
        known = options or {}
        arguments = {"max_age": known.get("maxAge"), "return_timestamp": True} if known else {}
        text = isinstance(signed, str)
        try:
            result = signer.unsign(bytes_of(signed), **arguments)
        except BadSignature as error:
            # Text in, text out.
            if text and error.payload is not None:
                error.payload = error.payload.decode()
            raise
        if not known:
            return result.decode() if text else result
        value, date = result
        return [value.decode() if text else value, {"$date": date.timestamp() * 1000}]

    return {"unsign": unsign}
