"""A process that handles one book after another: `python -m keyclient.batch.worker`.

Libraries are imported only once. The process reads JSON lines from standard input, first the `Terms` and then one
`BookJob` per line, and answers each job with a `Reply`. When its input closes, the run has ended: the process ends at
once together with the processes it started, even in the middle of a book. Its files are only staged, so nothing is lost.
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
_RETIRE_AT = 0.5
"""A worker that has used this share of its memory limit is replaced."""


def main() -> None:
    """Handle jobs until the input closes."""
    replies = _private_output()
    lines = _input_lines(sys.stdin.buffer)
    from keyclient.batch.worker.messages import BookJob, Terms

    terms = Terms.model_validate_json(lines.get())
    from keyclient.batch.worker.handle_job import handle, import_libraries
    from keyclient.ingest.source.jobs import let_jobs

    let_jobs(1)
    import_libraries()
    _limit_memory(terms.memory_mb)
    replies.write(READY)
    while True:
        reply = handle(BookJob.model_validate_json(lines.get()), terms)
        reply = reply.model_copy(update={"should_retire": _peak_mb() > terms.memory_mb * _RETIRE_AT})
        replies.write(reply.model_dump_json(by_alias=True).encode() + b"\n")


def _private_output() -> BinaryIO:
    """Reserve standard output for replies; anything a library prints is discarded."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.dup2(null, sys.stderr.fileno())
    os.close(null)
    return replies


def _input_lines(stream: BinaryIO) -> "queue.Queue[bytes]":
    """The lines of a stream; the process ends when the stream does."""
    lines: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        for line in stream:
            lines.put(line)
        end_all()

    threading.Thread(target=read, daemon=True).start()
    return lines


def end_all() -> None:
    """End this process and all that it started."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            if os.getpgid(0) == os.getpid():
                os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _limit_memory(memory_mb: int) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        limit = memory_mb * _MB
        resource.setrlimit(
            resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
        )
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _peak_mb() -> float:
    """The peak memory of this process in MiB; 0 if the system does not report it."""
    with suppress(ImportError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / _MB if sys.platform == "darwin" else peak / 1024
    return 0.0


if __name__ == "__main__":
    main()
