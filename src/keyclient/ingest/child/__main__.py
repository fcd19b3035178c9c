"""Parse one workbook: `python -m keyclient.ingest.child FORMAT`.

The child imports the parser of the format while it waits for a job, one line of JSON on standard input; then it limits
its own process, writes each sheet as an Arrow stream to standard output, and ends with 0, or with `REFUSED` and a last
line of JSON on standard error that says why not; parsers write lines of their own before it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module

from keyclient.ingest.child.job import DAMAGED, ENCRYPTED, MEMORY, REFUSED, Job, Refused
from keyclient.ingest.child.limiting import limit
from keyclient.ingest.child.memory import is_out_of_memory
from keyclient.ingest.child.sheet import Sheet, send


def main(kind: str, readers: "Mapping[str, Reader] | None" = None) -> int:
    """Parse one workbook. A parent that goes away before it has a job ends the child quietly.

    `readers`: the reader of each format, where it is not that of `READERS`.
    """
    _warm_up(kind)
    line = sys.stdin.buffer.readline()
    if not line:
        return 0
    job = Job(*json.loads(line))
    limit(int(job.seconds), job.memory_mb)
    try:
        for sheet in (readers or READERS)[job.kind](job):
            send(sheet)
        sys.stdout.buffer.flush()
    except Refused as refusal:
        return _refuse(refusal.cause, refusal.detail)
    except MemoryError:
        return _refuse(MEMORY, "")
    except BaseException as error:  # a parser's panic is no Exception
        return _refuse(_cause(error), type(error).__name__)
    return 0


def _ooxml(job: Job) -> Iterator[Sheet]:
    if job.reader == "exact":
        from keyclient.ingest.child.exact import exact_sheets

        return exact_sheets(job.path, job.sheet)
    from keyclient.ingest.child.native import native_sheets

    return native_sheets(job.path, job.sheet, job.kind)


def _binary(job: Job) -> Iterator[Sheet]:
    if job.reader == "exact":
        from keyclient.ingest.child.exact_binary import exact_binary_sheets

        return exact_binary_sheets(job.path, job.sheet)
    return _ooxml(job)


def _old(job: Job) -> Iterator[Sheet]:
    if job.reader == "native":
        from keyclient.ingest.child.xls.native_old import native_old_sheets

        return native_old_sheets(job.path, job.sheet)
    from keyclient.ingest.child.xls.old import old_sheets

    return old_sheets(job.path, job.sheet, forgiving=job.reader == "exact")


def _document(job: Job) -> Iterator[Sheet]:
    from keyclient.ingest.child.odf import odf_sheets

    return odf_sheets(job.path, job.sheet, job.encoding)


def _xml2003(job: Job) -> Iterator[Sheet]:
    from keyclient.ingest.child.xml2003 import xml_sheets

    return xml_sheets(job.path, job.sheet, job.encoding)


def _html(job: Job) -> Iterator[Sheet]:
    from keyclient.ingest.child.html import html_sheets

    return html_sheets(job.path, job.sheet, job.encoding)


def _parquet(job: Job) -> Iterator[Sheet]:
    from keyclient.ingest.child.parquet import parquet_sheets

    return parquet_sheets(job.path)


Reader = Callable[[Job], Iterator[Sheet]]
READERS: dict[str, Reader] = {
    "xlsx": _ooxml,
    "xlsb": _binary,
    "xls": _old,
    "ods": _document,
    "fods": _document,
    "xml2003": _xml2003,
    "html": _html,
    "parquet": _parquet,
}
"""The reader of each format. No other one is imported."""
LIBRARIES = {
    "xlsx": ("fastexcel", "keyclient.ingest.child.native"),
    "xlsb": ("fastexcel", "keyclient.ingest.child.native"),
    "xls": ("xlrd", "keyclient.ingest.child.xls.old", "keyclient.ingest.child.xls.old_book"),
    "html": ("lxml.etree", "keyclient.ingest.child.html"),
    "parquet": ("pyarrow.parquet",),
}
"""What the reader of a format will need; imported by name, since nothing here uses it."""


def _warm_up(kind: str) -> None:
    """Import what the format needs. The parent has its own imports to do meanwhile.

    Arrow does without NumPy here, and is there in a third of the time.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]
    for name in ("pyarrow.ipc", *LIBRARIES.get(kind, ())):
        import_module(name)


def _refuse(cause: str, detail: str) -> int:
    """Report a refusal. The message of an exception may quote a cell, so only its name is given."""
    sys.stderr.write("\n" + json.dumps({"cause": cause, "detail": detail[:300]}))
    sys.stderr.flush()
    return REFUSED


def _cause(error: BaseException) -> str:
    text = str(error).lower()
    if "password" in text or "encrypted" in text:
        return ENCRYPTED
    return MEMORY if is_out_of_memory(error) else DAMAGED


if __name__ == "__main__":
    code = main(sys.argv[1])
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(code)
