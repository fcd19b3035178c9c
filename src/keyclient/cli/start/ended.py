"""A run that the system ends (a scheduler, a closed terminal) stops as one that the user stops, so that nothing is left behind."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Raises `KeyboardInterrupt` where the system asks the process to end; as it was before, afterwards.

    A signal that is ignored or handled stays so (`nohup`).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in usual:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in usual:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as the system calls it
    raise KeyboardInterrupt
