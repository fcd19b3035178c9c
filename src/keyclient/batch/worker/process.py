"""The process of a worker: how it is started and stopped, and how it ended."""

import os
import signal
import subprocess
import sys
from contextlib import suppress


def start_worker(jobs: int) -> "subprocess.Popen[bytes]":
    """Start one of `jobs` workers, which expects its `Terms` first. Raises OSError."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "keyclient.batch.worker"],  # -P: no code from the current folder
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(jobs),
        start_new_session=os.name != "nt",
    )


def _environment(jobs: int) -> dict[str, str]:
    """The environment of a worker; each uses a single core if there are several."""
    threads = {"OMP_NUM_THREADS": "1", "ARROW_IO_THREADS": "1"} if jobs > 1 else {}
    return {**os.environ, **threads, "PYTHONIOENCODING": "utf-8"}


def end_process(process: "subprocess.Popen[bytes]") -> None:
    """End a worker and every process it started."""
    with suppress(OSError, subprocess.TimeoutExpired):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:  # Windows has no process groups, but knows the child processes
            subprocess.run(
                [_taskkill(), "/T", "/F", "/PID", str(process.pid)],
                capture_output=True,
                check=False,
                timeout=10,
            )
            process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()


def _taskkill() -> str:
    """The Windows program that ends a process tree, by its full path rather than the search path."""
    return os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")  # noqa: PTH118


def exit_words(code: int | None) -> str:
    """The exit code of a process, or the name of the signal that ended it."""
    if code is None:
        return "?"
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
