"""One job in a worker: the results of a book, or the error as a reply."""

import errno
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

from keyclient.batch.record.codes import code_of
from keyclient.batch.record.refusals import BookDefect, BookMemory, SystemRefused, system_reason
from keyclient.batch.worker.book_result import process_book
from keyclient.batch.worker.messages import BookJob, BookRefusal, Reply, Terms
from keyclient.errors import KeyclientError
from keyclient.ingest.base.table_refusals import NoteNotTable
from keyclient.ingest.child.memory import is_out_of_memory
from keyclient.ingest.source.files import refusal as file_refusal
from keyclient.model.label import Lang

_OF_MACHINE = {errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Errors that reading a book does not give: the disk is full, too many files are open."""


def import_libraries() -> None:
    """Import what every book needs, before the time of the first book starts."""
    import numpy as np  # noqa: F401
    import pandas as pd  # noqa: F401
    import pyarrow.parquet as pq  # noqa: F401
    import xlsxwriter  # noqa: F401


def handle(job: BookJob, terms: Terms) -> Reply:
    """The reply to a job: the results of the book, or why there are none."""
    lang = Lang(terms.lang)
    try:
        return Reply(result=process_book(job, terms), refusal=None, should_retire=False)
    except KeyclientError as error:
        return _refused(error, lang, is_clean=True)
    except MemoryError:
        limit = f"{terms.memory_mb} MiB"
        return _refused(BookMemory(path=job.path_text, limit=limit), lang, is_clean=False)
    except OSError as error:
        return _refused(_system_refusal(job, terms, error), lang, is_clean=True)
    except BaseException as error:  # a panic in a Rust library is not an `Exception`
        if is_out_of_memory(error):
            return _refused(
                BookMemory(path=job.path_text, limit=f"{terms.memory_mb} MiB"), lang, is_clean=False
            )
        defect = BookDefect(path=job.path_text, kind=type(error).__name__)
        return _refused(defect, lang, is_clean=False, where=tuple(_code_lines(error)))


def _refused(error: KeyclientError, lang: Lang, *, is_clean: bool, where: tuple[str, ...] = ()) -> Reply:
    is_note = isinstance(error, NoteNotTable)
    refusal = BookRefusal(
        code=code_of(error), message=error.text(lang), is_clean=is_clean, where=where, is_note=is_note
    )
    return Reply(result=None, refusal=refusal, should_retire=False)


def _system_refusal(job: BookJob, terms: Terms, error: OSError) -> KeyclientError:
    """What an error of the system is about: memory, the book itself, or something else on this machine."""
    if is_out_of_memory(error):
        return BookMemory(path=job.path_text, limit=f"{terms.memory_mb} MiB")
    is_elsewhere = error.filename is not None and Path(os.fsdecode(error.filename)) != job.path
    if is_elsewhere or error.errno in _OF_MACHINE:
        return SystemRefused(path=job.path_text, reason=system_reason(error))
    return file_refusal(job.path, error)


def _code_lines(error: BaseException) -> Iterator[str]:
    """The lines of code of the traceback, without the message, which may contain customer data."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_qualname}"
