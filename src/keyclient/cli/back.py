"""What `--write-back` and `--in-place` ask for, before anything is read."""

from dataclasses import dataclass
from pathlib import Path

from keyclient.errors import UsageError
from keyclient.model.label import Label


class TwoFilesError(UsageError):
    """A file of its own beside the user's workbook."""

    sentence = Label(
        "--out {path} and --write-back are two places for the answer. Run the command once for each.",
        "--out {path} 与 --write-back 是两个不同的输出位置，请分两次运行。",
    )


@dataclass(frozen=True)
class Back:
    """Whether and how the answer goes into the user's own workbook."""

    wanted: bool
    in_place: bool


def asked_back(out: Path | None, *, write_back: bool, in_place: bool) -> Back:
    """What the options say; `--in-place` says where to write back. Raises `TwoFilesError`."""
    wanted = write_back or in_place
    if wanted and out is not None:
        raise TwoFilesError(path=out)
    return Back(wanted, in_place)
