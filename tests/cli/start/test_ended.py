import os
import signal
import threading

import pytest

from keyclient.cli.start.ended import ended_cleanly

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without asking")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_what_the_system_ends_stops_as_what_the_user_stops(name: str) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt), ended_cleanly():
            os.kill(os.getpid(), number)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)


def test_a_run_that_is_to_go_on_goes_on() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with ended_cleanly():
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_thread_of_its_own_is_left_alone() -> None:
    done: list[bool] = []

    def inside() -> None:
        with ended_cleanly():
            done.append(True)

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert done == [True]
