"""A process that has imported the libraries and forks a child for every command, for importing them is most of a short test.

It reads a command a line from its standard input, a list in JSON as after ``python -m``, and answers with a line: the exit
status and the end of what the command wrote. coprod and its tests are imported by the children alone, so every child sees
the files as they then are.
"""

import importlib
import json
import os
import runpy
import signal
import sys
import tempfile
import traceback

LIBRARIES = ("hypothesis", "mesa", "networkx", "numpy", "pandas", "pydantic", "pytest", "scipy.sparse", "scipy.stats", "simpy")
PATIENCE, END = 300, 2000


def main():
    """Answer until the standard input ends."""
    for name in LIBRARIES:
        importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(outcome(json.loads(line))), flush=True)


def outcome(command):
    """Return the exit status of a command in a child of this process, and the end of what it wrote."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as written:
        child = os.fork()
        if not child:
            become(command, written.fileno())
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        written.seek(0)
        return status, written.read()[-END:]


def become(command, written):
    """Run a command in this process, and end it."""
    status = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream in (1, 2):
            os.dup2(written, stream)
        signal.alarm(PATIENCE)  # whoever takes longer is ended by the signal
        sys.argv = command
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
