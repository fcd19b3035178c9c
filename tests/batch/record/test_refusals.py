import errno
from pathlib import Path

import pytest

from keyclient.batch.record.refusals import OutNotWritableError, RunStoppedError, run_refusal
from keyclient.errors import OutputError
from keyclient.model.label import Lang

OUT = Path("/results")


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), OutNotWritableError, "No space left on device"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/results/run.json"),
            OutNotWritableError,
            "Permission",
        ),
        (OSError(errno.ENOENT, "No such file", "/usr/bin/python"), RunStoppedError, "/usr/bin/python"),
        (PermissionError(errno.EACCES, "Permission denied", "/share/x"), RunStoppedError, "/share/x"),
        (OSError(errno.EMFILE, "Too many open files"), RunStoppedError, "Too many open files"),
        (OSError("Couldn't deserialize"), RunStoppedError, "OSError"),
    ],
)
def test_an_error_of_the_system_is_told_as_what_it_is(
    error: OSError, kind: type[OutputError], said: str
) -> None:
    refusal = run_refusal(OUT, error)
    assert type(refusal) is kind
    for lang in Lang:
        assert said in refusal.text(lang)
        assert ("cannot be written" in refusal.text(lang)) == (
            kind is OutNotWritableError and lang is Lang.EN
        )
