"""Talks to bridge.ts by lines of JSON. While it answers, either side may ask the other."""

import json
import pathlib
import subprocess
import time
from datetime import datetime, timezone

from .exc import BadSignature, raised

HERE = pathlib.Path(__file__).parent.parent


def encode(value):
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": bytes(value).hex()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if callable(value):
        CALLBACKS.append(value)
        return {"$callback": len(CALLBACKS) - 1}
    return value


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$bytes" in value:
        return bytes.fromhex(value["$bytes"])
    if "$date" in value:
        return datetime.fromtimestamp(value["$date"] / 1000, timezone.utc)
    return {key: decode(item) for key, item in value.items()}


CALLBACKS = []
PROCESS = None


def start():
    global PROCESS
    if PROCESS is None:
        command = ["node", "--import", "tsx", str(HERE / "bridge.ts")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        PROCESS = subprocess.Popen(command, cwd=HERE, text=True, bufsize=1, **pipes)
    return PROCESS


def send(message):
    start().stdin.write(json.dumps(message) + "\n")
    start().stdin.flush()


def answer_callback(message):
    try:
        result = CALLBACKS[message["callback"]](*decode(message["args"]))
        send({"ok": encode(result)})
    except Exception as error:
        told = {"name": type(error).__name__, "message": str(error)}
        if isinstance(error, BadSignature):
            told["payload"] = encode(error.payload)
        send({"error": told})


def ask(**question):
    """What dewar answers; its errors are raised. The clock is Python's, which the tests freeze."""
    send({**encode(question), "now": time.time()})
    while True:
        line = start().stdout.readline()
        if not line:
            raise EOFError("bridge.ts ended")
        message = json.loads(line)
        if "callback" in message:
            answer_callback(message)
        elif "error" in message:
            raise raised(decode(message["error"]))
        else:
            return decode(message["ok"])
