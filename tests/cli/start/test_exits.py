import io
import sys

import pytest

from keyclient.cli.start.exits import ExitCode, StandardOutputError, run, show
from keyclient.cli.start.narrator import Narrator
from keyclient.errors import UsageError
from keyclient.model.label import Lang
from keyclient.render.text import Voice


def _run(error: BaseException | None) -> tuple[int, str]:
    stream = io.StringIO()

    def command() -> None:
        if error is not None:
            raise error

    code = run(command, lambda: Narrator(stream, Voice(Lang.EN)))
    return code, stream.getvalue()


def test_a_run_that_ends_well_says_nothing() -> None:
    assert _run(None) == (0, "")


def test_a_run_that_cannot_be_done_is_one_line_and_code_2() -> None:
    assert _run(UsageError(reason="no book")) == (2, "error: no book\n")


def test_an_interrupted_run_is_a_short_line_and_code_130() -> None:
    assert _run(KeyboardInterrupt()) == (130, "Stopped.\n")


def test_an_interruption_that_the_command_line_library_turned_into_an_exit_is_told_too() -> None:
    assert _run(SystemExit(130)) == (130, "Stopped.\n")


@pytest.mark.parametrize(("code", "ended"), [(None, 0), (0, 0), (1, 1), (2, 2)])
def test_an_exit_keeps_its_code(code: int | None, ended: int) -> None:
    assert _run(SystemExit(code)) == (ended, "")


def test_a_reader_that_went_away_is_no_error() -> None:
    assert _run(BrokenPipeError()) == (0, "")


class PanicException(BaseException):
    """What a reader written in Rust raises: no `Exception`."""


@pytest.mark.parametrize(
    "error", [ValueError("张三 62220210"), PanicException("张三 62220210"), MemoryError()]
)
def test_an_internal_error_is_one_line_without_the_customers_data(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code, said = _run(error)
    assert code == 2
    assert said.startswith(f"error: internal error ({type(error).__name__}).")
    assert said.count("\n") == 1
    assert "张三" not in said
    assert str(tmp_path) in said


def test_the_codes_are_the_contract() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0,
        "FINDINGS": 1,
        "FAILED": 2,
        "INTERRUPTED": 130,
    }


def test_the_result_goes_to_standard_output_byte_by_byte(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    show("价值\n".encode())
    assert capfdbinary.readouterr().out == "价值\n".encode()


def test_a_closed_standard_output_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(StandardOutputError, match="Redirect it"):
        show(b"x")
    assert _run(None) == (0, "")
