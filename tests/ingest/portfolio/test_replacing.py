"""Of two folders one always stands, however the run that replaces one by the other ends."""

import os
import signal
import threading
from pathlib import Path

import pytest

from keyclient.ingest.portfolio import replacing
from keyclient.ingest.portfolio.refusals import FolderNotPutBack, FolderNotWritable
from keyclient.ingest.portfolio.replacing import in_place_of, uninterrupted


@pytest.fixture(params=["exchanged", "renamed"])
def two(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A new folder and the place of an old one, where the system exchanges names in one step and where it does not."""
    if request.param == "renamed":
        monkeypatch.setattr(replacing, "exchange", lambda *_: False)
    made, folder = tmp_path / "made", tmp_path / "out"
    for path in (made, folder):
        path.mkdir()
        (path / path.name).touch()
    return made, folder


def _holds(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_one_stands_and_the_old_one_is_gone(two: tuple[Path, Path]) -> None:
    with in_place_of(*two):
        assert _holds(two[1]) == ["made"]
    assert _holds(two[1]) == ["made"]
    assert _holds(two[1].parent) == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, SystemExit])
def test_the_old_one_stands_again_however_the_block_ends(
    two: tuple[Path, Path], error: type[BaseException]
) -> None:
    with pytest.raises(error), in_place_of(*two):
        raise error
    assert _holds(two[1]) == ["out"]


def test_without_an_old_one_nothing_stands_there(two: tuple[Path, Path]) -> None:
    (two[1] / "out").unlink()
    two[1].rmdir()

    def stopped() -> None:
        with in_place_of(*two):
            assert _holds(two[1]) == ["made"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert not two[1].exists()


@pytest.mark.parametrize("moment", range(3))
def test_an_interruption_at_any_move_leaves_the_old_one_or_the_new_one(
    two: tuple[Path, Path], moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, moves = Path.rename, [0]

    def interrupted(self: Path, target: Path) -> Path:
        moves[0] += 1
        if moves[0] == moment + 1:
            raise KeyboardInterrupt
        return usual(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    try:
        with in_place_of(*two):
            pass
    except KeyboardInterrupt:
        assert _holds(two[1]) == ["out"]
    else:
        assert _holds(two[1]) == ["made"]


def test_an_old_one_that_cannot_be_put_back_is_kept_and_told(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    def stopped() -> None:
        with in_place_of(*two):
            monkeypatch.setattr(replacing, "exchange", lambda *_: False)
            monkeypatch.setattr(Path, "rename", refused)
            raise KeyboardInterrupt

    with pytest.raises(FolderNotPutBack) as told:
        stopped()
    assert _holds(Path(str(told.value.values["kept"]))) == ["out"]


def test_a_new_one_that_cannot_be_moved_is_refused(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(replacing, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(FolderNotWritable), in_place_of(*two):
        pass
    assert _holds(two[1]) == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_who_stops_the_run_waits_until_the_move_is_through() -> None:
    """Also where tests run in the background, whose processes ignore an interrupt."""
    through = []

    def stopped() -> None:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            through.append(1)

    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            stopped()
    finally:
        signal.signal(signal.SIGINT, usual)
    assert through == [1]


def test_other_threads_have_no_signals_to_wait_for() -> None:
    through = []

    def work() -> None:
        with uninterrupted():
            through.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert through == [1]
