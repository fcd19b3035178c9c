import errno
from pathlib import Path

import pytest

from keyclient.batch.record.refusals import OutNotWritableError, RunStoppedError, run_refusal
from keyclient.errors import OutputError
from keyclient.model.label import Lang

OUT = Path("/results")


@pytest.mark.parametrize(
    ("error", "kind", "said", "chinese"),
    [
        (OSError(errno.ENOSPC, "No space left"), OutNotWritableError, "No space left", "磁盘已满"),
        (PermissionError(errno.EACCES, "Denied", "/results/run.json"), OutNotWritableError, "Denied", "没有权限"),
        (OSError(errno.ENOENT, "No such file", "/usr/bin/python"), RunStoppedError, "No such file: /usr/bin/python",
         "文件或文件夹不存在：/usr/bin/python"),
        (PermissionError(errno.EACCES, "Denied", "/share/x"), RunStoppedError, "/share/x", "没有权限：/share/x"),
        (OSError(errno.EMFILE, "Too many open files"), RunStoppedError, "Too many open files", "打开的文件过多"),
        (OSError(9999, "Strange allocation"), RunStoppedError, "Strange allocation", "Strange allocation"),
        (OSError("Couldn't deserialize"), RunStoppedError, "OSError", "OSError"),
    ],
)  # fmt: skip
def test_an_error_of_the_system_is_told_as_what_it_is(
    error: OSError, kind: type[OutputError], said: str, chinese: str
) -> None:
    refusal = run_refusal(OUT, error)
    assert type(refusal) is kind
    assert said in refusal.text(Lang.EN)
    assert chinese in refusal.text(Lang.ZH)
    assert ("cannot be written" in refusal.text(Lang.EN)) == (kind is OutNotWritableError)
