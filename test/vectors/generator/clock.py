"""A clock that stands still, for the two places where Flask asks for the time."""

import contextlib
import datetime
import types

import flask.sessions
import itsdangerous.timed


class Clock:
    """Seconds since 1970, possibly with a fraction."""

    def __init__(self):
        self.now = 0

    def time(self):
        return float(self.now)

    @contextlib.contextmanager
    def at(self, now):
        """Runs its body at that second."""
        before, self.now = self.now, now
        try:
            yield
        finally:
            self.now = before


CLOCK = Clock()


class FrozenDatetime(datetime.datetime):
    """flask.sessions reckons Expires from datetime.now(timezone.utc)."""

    @classmethod
    def now(cls, tz=None):
        whole = int(CLOCK.now // 1)
        micros = int((CLOCK.now - whole) * 1_000_000)
        epoch = datetime.datetime(1970, 1, 1, tzinfo=tz)
        return epoch + datetime.timedelta(seconds=whole, microseconds=micros)


def freeze():
    """From here on, signing and expiry follow CLOCK and nothing else."""
    itsdangerous.timed.time = types.SimpleNamespace(time=CLOCK.time)
    flask.sessions.datetime = FrozenDatetime
