"""A pytest plugin: leaves out by name what cannot cross from Python to JavaScript, and counts."""

import json
from collections import Counter

import itsdangerous

LEFT_OUT = {
    "test_int_bytes": "dewar has no such functions: a timestamp is a number",
    "test_file": "dewar has no dump and load: JavaScript has no file objects; write what dumps gives",
    "test_serializer_kwargs": "dewar has no serializer_kwargs: pass a serializer that has the options",
    "test_invalid_key_derivation": "dewar refuses the derivation when the signer is made, not when it signs",
    "test_abstract_algorithm": "an abstract class is the compiler's to refuse in TypeScript",
}

COUNTS = Counter()
DESELECTED = Counter()


def pytest_collection_modifyitems(config, items):
    out = [item for item in items if item.originalname in LEFT_OUT]
    DESELECTED.update(item.originalname for item in out)
    items[:] = [item for item in items if item.originalname not in LEFT_OUT]
    config.hook.pytest_deselected(items=out)


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        COUNTS[report.outcome] += 1


def pytest_terminal_summary(terminalreporter):
    summary = {"outcomes": COUNTS, "leftOut": DESELECTED, "subject": itsdangerous.__doc__[:39]}
    terminalreporter.write_line(f"summary: {json.dumps(summary)}")
