"""A process that works on one book after another: `python -m keyclient.batch.worker`.

Imports are paid once. It reads lines of JSON from standard input, the `Terms` first and then a `BookJob` each, and answers
each job with a `Reply`. When its input ends, the run that it belongs to is gone: it ends at once, with everything that
it has started, in the middle of a book if need be; what it has written is only staged.
"""

import os
import queue
import signal
import sys
import threading
from contextlib import suppress
from typing import BinaryIO

READY = b"ready\n"
_MB = 1 << 20
_SPENT = 0.5
"""A worker that has used this part of its memory once makes place for a new one."""


def main() -> None:
    """Work until the input ends."""
    replies = _private_output()
    lines = _lines_until_abandoned(sys.stdin.buffer)
    from keyclient.batch.worker.messages import BookJob, Terms

    terms = Terms.model_validate_json(lines.get())
    from keyclient.batch.worker.handle_job import handle, import_libraries

    import_libraries()
    _limit_memory(terms.memory_mb)
    replies.write(READY)
    while True:
        reply = handle(BookJob.model_validate_json(lines.get()), terms)
        reply = reply.model_copy(update={"is_spent": _largest_mb() > terms.memory_mb * _SPENT})
        replies.write(reply.model_dump_json(by_alias=True).encode() + b"\n")


def _private_output() -> BinaryIO:
    """Standard output for replies alone: whatever a library prints goes nowhere."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())
    os.close(nowhere)
    return replies


def _lines_until_abandoned(stream: BinaryIO) -> "queue.Queue[bytes]":
    """The lines of a stream; at its end the process ends."""
    lines: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        for line in stream:
            lines.put(line)
        end()

    threading.Thread(target=read, daemon=True).start()
    return lines


def end() -> None:
    """End this process and those that it has started."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            if os.getpgid(0) == os.getpid():
                os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _limit_memory(memory_mb: int) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        top = memory_mb * _MB
        resource.setrlimit(
            resource.RLIMIT_DATA, (top if hard == resource.RLIM_INFINITY else min(top, hard), hard)
        )
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _largest_mb() -> float:
    """The most memory that this process has had at once, in MiB; 0 where the system does not tell."""
    with suppress(ImportError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / _MB if sys.platform == "darwin" else peak / 1024
    return 0.0


if __name__ == "__main__":
    main()
