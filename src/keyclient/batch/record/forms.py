"""The plan and the list of calls of each book: what was read of them, and what was left for people to fill in."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.paths import form_backup, form_names
from keyclient.batch.record.staging import StagingArea, prune, sha256_of
from keyclient.model.contract import Contract
from keyclient.model.filled_in import FormKind

Files = Mapping[str, str]
"""The checksum of each file, by its path below the folder `books`."""


UNKNOWN = ""
"""The checksum of a form that the system does not let be read: it is never replaced."""


class ReadForm(Contract):
    """A plan or a list that was read back."""

    path: str
    """Below the folder `books`, as it stood then."""
    sha256: str


class KindRecord(Contract):
    """The plans, or the lists, of one book."""

    read: tuple[ReadForm, ...]
    """What the new one was made from."""
    left: dict[str, str]
    """The checksum of each file that people can fill in once the new one is in place, by its path."""


class FormsRecord(Contract):
    """The forms of one book. It is written before they are moved into place."""

    book: str
    sha256: str
    """Of the book that they were made from."""
    basis: str
    result: str
    """The path of the workbook with the results, below the folder `books`."""
    is_unread: bool
    """Whether one of the forms could not be read."""
    as_of: str
    """Its data date."""
    customers: str | None
    """The file of the customers of that book, by which the plan is judged later."""
    judged: str | None
    """The file of the customers of the book that the plan which was read had been made from."""
    kinds: dict[FormKind, KindRecord]


def read_record(layout: ResultsLayout, key: str) -> FormsRecord | None:
    """The record of a book; None if there is none or it cannot be read."""
    with suppress(OSError, ValidationError):
        record = FormsRecord.model_validate_json(layout.forms_record(key).read_bytes())
        return record if record.book == key else None
    return None


class _Finished(Contract):
    """The books with forms when a run was finished."""

    books: tuple[str, ...]


def finished_books(layout: ResultsLayout) -> tuple[str, ...]:
    """The books whose forms come from a run that was finished."""
    with suppress(OSError, ValidationError):
        return _Finished.model_validate_json(layout.finished_forms.read_bytes()).books
    return ()


def finish_forms(layout: ResultsLayout, staging: StagingArea) -> None:
    """Note which books have forms, and delete the customers of plans that no record names any more. Raises OSError."""
    records = list(_all_records(layout))
    if not records:
        return
    content = _Finished(books=tuple(sorted(record.book for record in records))).model_dump_json().encode()
    if not layout.finished_forms.exists() or layout.finished_forms.read_bytes() != content:
        staging.write(layout.finished_forms, content)
    named = {name for record in records for name in (record.customers, record.judged)}
    prune(layout.forms, "*.parquet", {layout.forms / name for name in named if name is not None})


def _all_records(layout: ResultsLayout) -> Iterator[FormsRecord]:
    for path in sorted(layout.forms.glob("*.json")):
        with suppress(OSError, ValidationError):
            yield FormsRecord.model_validate_json(path.read_bytes())


def files_now(layout: ResultsLayout, result: str, kind: FormKind) -> dict[str, str]:
    """The forms of one kind beside a result, the main one first, then the numbered ones.

    `result`: the path of the workbook with the results, below `books`.
    """
    return _checksums(layout, form_names(result, kind))


def backups(layout: ResultsLayout, result: str, kind: FormKind) -> dict[str, str]:
    """The backup of the main form, for where somebody has deleted the form itself; empty if there is none."""
    return _checksums(layout, [form_backup(form_names(result, kind)[0])])


def _checksums(layout: ResultsLayout, names: Iterable[str]) -> dict[str, str]:
    found = {}
    for name in names:
        if (layout.books / name).is_file():
            found[name] = UNKNOWN
            with suppress(OSError):
                found[name] = sha256_of(layout.books / name)
    return found


def are_as_left(layout: ResultsLayout, key: str, result: str) -> bool:
    """Whether nobody has touched the forms of a book since they were written, nor one that could not be read.

    True for a book without any.
    """
    record = read_record(layout, key)
    if record is None:
        return True
    read = (form for one in record.kinds.values() for form in one.read)
    if record.is_unread and any(content_of(layout, form) is None for form in read):
        return False
    return all(files_now(layout, result, kind) == one.left for kind, one in record.kinds.items())


def content_of(layout: ResultsLayout, form: ReadForm) -> Path | None:
    """Where the content of a form that was read stands now: in its place, or in its backup; None: nowhere."""
    for name in (form.path, form_backup(form.path)):
        with suppress(OSError):
            if sha256_of(layout.books / name) == form.sha256:
                return layout.books / name
    return None
