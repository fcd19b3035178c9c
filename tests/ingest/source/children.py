"""Child processes in which a stand-in for the parser does what a test tells it to."""

import sys
from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.sandbox import Child, Parsing, start_child
from keyclient.model.label import Lang

STANDIN = Path(__file__).with_name("standin.py")
AMPLE = Limits(300, 2048, "read.seconds", "read.memory_mb")
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="limits and signals are looked at as Linux has them"
)


def told(
    path: Path, deed: str, detail: str = "", *, limits: Limits = AMPLE, kind: FileKind = FileKind.XLSX
) -> Parsing:
    """A child process that is given a workbook to parse and does something else; see `standin.py`."""
    return job(standin(deed, detail, kind), path, limits, kind)


def standin(deed: str, detail: str = "", kind: FileKind = FileKind.XLSX) -> Child:
    """A child process that waits for a job."""
    return start_child(kind, (sys.executable, "-P", str(STANDIN), deed, detail))


def job(child: Child, path: Path, limits: Limits = AMPLE, kind: FileKind = FileKind.XLSX) -> Parsing:
    """Give a child a workbook to parse."""
    return child.parse(kind, path, sheet=None, reader="fast", encoding="", limits=limits)


def refused(parsing: Parsing) -> InputError:
    """The refusal of a workbook, which names it and leaves no place open in either language."""
    with pytest.raises(InputError) as caught:
        parsing.finish()
    for lang in Lang:
        assert parsing.path.name in caught.value.text(lang)
        assert "{" not in caught.value.text(lang)
    return caught.value
