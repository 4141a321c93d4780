"""Makes test/vectors/*.jsonl by running real Flask. See README.md beside this file."""

import argparse
import json
import pathlib
import warnings

from generator import clock, sequences, sessions, set_cookies, signers

HERE = pathlib.Path(__file__).parent
PARTS = {
    "session": sessions,
    "reject": sessions,
    "signer": signers,
    "set_cookie": set_cookies,
    "http": sequences,
}


def lines(kind, vectors):
    """One line of ASCII JSON per vector, numbered within its kind."""
    found = [vector for vector in vectors if vector["kind"] == kind]
    for number, vector in enumerate(found, 1):
        yield json.dumps({"id": f"{kind}-{number:05}", **vector}, separators=(",", ":")) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--out", type=pathlib.Path, default=HERE, help="folder to write to (default: here)"
    )
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    clock.freeze()
    made = {module: list(module.vectors()) for module in set(PARTS.values())}
    for kind, module in PARTS.items():
        written = list(lines(kind, made[module]))
        (out / f"{kind}.jsonl").write_text("".join(written), encoding="ascii")
        print(f"{kind}: {len(written)}")


if __name__ == "__main__":
    main()
