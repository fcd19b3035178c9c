import stat
import sys
from pathlib import Path

import pytest

from keyclient.cli.start.crash import write_log


@pytest.fixture(autouse=True)
def temporary_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def _fails(name: str) -> None:
    known: dict[str, str] = {}
    try:
        known[name] += "!"
    except KeyError as error:
        raise ValueError(f"cannot read {name}") from error


def _log_of(name: str) -> Path:
    with pytest.raises(ValueError, match="cannot read") as caught:
        _fails(name)
    path = write_log(caught.value)
    assert path is not None
    return Path(path)


def test_a_log_says_where_and_why_but_never_what() -> None:
    text = _log_of("张三 62220210").read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "_fails" in text
    assert "张三" not in text
    assert "62220210" not in text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_log_is_private() -> None:
    assert stat.S_IMODE(_log_of("x").stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    assert write_log(ValueError()) is None


def test_errors_that_cause_each_other_end() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    path = write_log(first)
    assert path is not None
    assert Path(path).read_text(encoding="utf-8").count("builtins.") == 2
