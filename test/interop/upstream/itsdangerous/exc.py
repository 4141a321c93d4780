"""Python's exceptions, with the fields that dewar's errors have."""


class BadData(Exception):
    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return self.message


class BadSignature(BadData):
    def __init__(self, message, payload=None):
        super().__init__(message)
        self.payload = payload


class BadTimeSignature(BadSignature):
    def __init__(self, message, payload=None, date_signed=None):
        super().__init__(message, payload)
        self.date_signed = date_signed


class SignatureExpired(BadTimeSignature):
    pass


class BadHeader(BadSignature):
    pass


class BadPayload(BadData):
    def __init__(self, message, original_error=None):
        super().__init__(message)
        self.original_error = original_error


class JavaScriptTypeError(TypeError, ValueError):
    """JavaScript has no ValueError."""


def raised(error):
    """The exception for an error of dewar."""
    name, message, payload = error["name"], error["message"], error.get("payload")
    if name in ("BadTimeSignature", "MalformedTimestamp"):
        return BadTimeSignature(message, payload, error.get("dateSigned"))
    if name == "SignatureExpired":
        return SignatureExpired(message, payload, error.get("dateSigned"))
    if name == "BadSignature":
        return BadSignature(message, payload)
    if name == "BadPayload":
        return BadPayload(message, error.get("originalError"))
    if name == "BadData":
        return BadData(message)
    return JavaScriptTypeError(message) if name == "TypeError" else RuntimeError(message)
