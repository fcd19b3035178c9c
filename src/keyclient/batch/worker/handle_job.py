"""From one book to its results, in a worker: whatever goes wrong is a reply."""

import traceback
from collections.abc import Iterator
from pathlib import Path

from keyclient.batch.record.codes import code_of
from keyclient.batch.record.refusals import BookDefect, BookMemory
from keyclient.batch.worker.book_result import analyse_book
from keyclient.batch.worker.messages import BookJob, BookRefusal, Reply, Terms
from keyclient.errors import KeyclientError
from keyclient.ingest.source.files import refusal
from keyclient.model.label import Lang


def import_libraries() -> None:
    """Import what every book needs, before the first one's time begins."""
    import numpy as np  # noqa: F401
    import pandas as pd  # noqa: F401
    import pyarrow.parquet as pq  # noqa: F401
    import xlsxwriter  # noqa: F401


def handle(job: BookJob, terms: Terms) -> Reply:
    """The results of a book, or why there are none."""
    lang = Lang(terms.lang)
    try:
        return Reply(worked=analyse_book(job, terms), refused=None, is_spent=False)
    except KeyclientError as error:
        return _refused(error, lang, is_clean=True)
    except MemoryError:
        limit = f"{terms.memory_mb} MiB"
        return _refused(BookMemory(path=job.shown, limit=limit), lang, is_clean=False)
    except OSError as error:
        return _refused(refusal(job.path, error), lang, is_clean=True)
    except BaseException as error:  # a panic of a library written in Rust is no `Exception`
        if _is_memory(error):
            return _refused(BookMemory(path=job.shown, limit=f"{terms.memory_mb} MiB"), lang, is_clean=False)
        defect = BookDefect(path=job.shown, kind=type(error).__name__)
        return _refused(defect, lang, is_clean=False, where=tuple(_where(error)))


def _refused(error: KeyclientError, lang: Lang, *, is_clean: bool, where: tuple[str, ...] = ()) -> Reply:
    refused = BookRefusal(code=code_of(error), message=error.text(lang), is_clean=is_clean, where=where)
    return Reply(worked=None, refused=refused, is_spent=False)


def _is_memory(error: BaseException) -> bool:
    """Libraries have words of their own for memory that they do not get."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, MemoryError) or "alloc" in str(link).lower():
            return True
        link = link.__cause__ or link.__context__
    return False


def _where(error: BaseException) -> Iterator[str]:
    """The lines of code that an error came through; what it says may hold a customer's data and is left out."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_qualname}"
