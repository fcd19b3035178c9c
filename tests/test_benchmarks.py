"""What `python -m benchmarks` makes and refuses."""

import sys
from pathlib import Path

import pytest
from benchmarks import __main__ as program
from benchmarks.made import Made
from benchmarks.measure import Command, CommandFailedError, Comparison, Run, together_of


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of what is made, which here is nothing but a note."""
    made: list[str] = []
    monkeypatch.setattr(program, "OUT", tmp_path)
    monkeypatch.setattr(Made, "_make", lambda _self, path, *_: made.append(path.name))
    return made


def test_only_the_books_of_the_chosen_comparisons_are_made(
    making: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[Command] = []

    def compared(ours: Command, theirs: Command, **_: object) -> Comparison:
        ran.extend((ours, theirs))
        return Comparison(((Run(1.0, 1, 1.0), Run(1.0, 1, 1.0)),), None)

    monkeypatch.setattr(program, "compare", compared)
    monkeypatch.setattr("sys.argv", ["benchmarks", "--keyclient", "kc", "--only", "import pandas"])
    assert program.main() == 0
    assert making == ["plain-300.xlsx"]
    assert ran[0][:2] == ("kc", "segment")
    assert "segment, 300 customers / import pandas" in capsys.readouterr().out


def test_a_name_that_no_comparison_has_is_refused(
    making: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "--only", "panda script"])
    with pytest.raises(SystemExit, match="2"):
        program.main()
    told = capsys.readouterr()
    assert "--only panda script: no comparison" in told.err
    assert "segment, 100,000 customers / pandas script" in told.err
    assert (told.out, making) == ("", [])


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ((sys.executable, "-c", "raise SystemExit('no book')"), "ended with 1: no book"),
        (("no-such-program",), "no-such-program cannot be started"),
    ],
)
def test_a_sampled_run_that_fails_is_no_measurement(command: Command, why: str) -> None:
    with pytest.raises(CommandFailedError, match=why):
        together_of(command)
