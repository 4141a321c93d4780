from .serializer import Serializer
from .signer import Signer, bytes_of


class TimestampSigner(Signer):
    js_class = "TimestampSigner"

    def unsign(self, signed_value, max_age=None, return_timestamp=False):
        options = {"maxAge": max_age, "returnTimestamp": return_timestamp}
        result = self._call("unsign", bytes_of(signed_value), options)
        return tuple(result) if return_timestamp else result

    def validate(self, signed_value, max_age=None):
        return self._call("validate", bytes_of(signed_value), {"maxAge": max_age})


class TimedSerializer(Serializer):
    js_class = "TimedSerializer"
    default_signer = TimestampSigner

    def loads(self, s, max_age=None, return_timestamp=False, salt=None):
        options = {"maxAge": max_age, "returnTimestamp": return_timestamp, "salt": salt}
        result = self._call("loads", self._token(s), options)
        return tuple(result) if return_timestamp else result

    def loads_unsafe(self, s, max_age=None, salt=None):
        options = {"maxAge": max_age, "salt": salt}
        return tuple(self._call("loadsUnsafe", self._token(s), options))
