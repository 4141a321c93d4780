"""Runs a command on a terminal of its own, and types what it is asked for.

on_terminal.py '{"command": [...], "answers": [["what is asked", "what is typed"], ...], "input": "pipe"}'

Prints everything that the terminal showed, as JSON with the exit code. With "input", stdin is a
pipe that brings this, while the terminal is still there.
"""

import json
import os
import pty
import sys


def main():
    job = json.loads(sys.argv[1])
    pipe = os.pipe() if "input" in job else None
    pid, terminal = pty.fork()
    if pid == 0:
        if pipe:
            os.dup2(pipe[0], 0)
            os.close(pipe[1])
        os.execvp(job["command"][0], job["command"])
    if pipe:
        os.close(pipe[0])
        os.write(pipe[1], job["input"].encode())
        os.close(pipe[1])
    shown = b""
    answers = list(job["answers"])
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux's way to say that the other end is gone
            break
        if not chunk:
            break
        shown += chunk
        if answers and answers[0][0].encode() in shown:
            os.write(terminal, answers.pop(0)[1].encode())
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({"shown": shown.decode(), "code": code}))


main()
