"""`python -m tests.faults.dying COUNT FOLDER ARGUMENTS...`: keyclient that is killed while it writes.

From the first file on that it begins to write in the folder, it may touch the folder COUNT - 1 times; it ends with 0
when it is done before.
"""

import os
import signal
import sys
from pathlib import Path

from keyclient.cli.app import main

EVENTS = frozenset({"open", "os.rename", "os.chmod", "os.remove"})


def die_at(count: int, folder: Path) -> None:
    """Kill this process at the `count`-th touch of the folder, a file being written for the first time."""
    left, begins = [count], str(folder / ".keyclient-")
    writing = [False]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in EVENTS or not str(arguments[0]).startswith(str(folder)):
            return
        if event == "open" and not int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR):
            return
        writing[0] |= str(arguments[0]).startswith(begins)
        left[0] -= writing[0]
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    die_at(int(sys.argv[1]), Path(sys.argv[2]))
    sys.argv = ["keyclient", *sys.argv[3:]]
    sys.exit(main())
