"""The plans and lists that a book is given: its own as they stand, what they were made from, and those of earlier months."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from keyclient.batch.find.default_branch import default_branch
from keyclient.batch.record.forms import (
    FormsRecord,
    ReadForm,
    backups,
    content_of,
    files_now,
    finished_books,
    read_record,
)
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.worker.messages import GivenForm, GivenForms, JobForms
from keyclient.model.filled_in import FormKind

_MOST_EARLIER = 6
"""How many other books of a branch may be the earlier month of one."""


@dataclass(frozen=True)
class _Earlier:
    """The forms of a book when the run began."""

    record: FormsRecord
    files: tuple[tuple[FormKind, ReadForm], ...]


@dataclass(frozen=True)
class FormsGiven:
    """Finds the forms of each book of a run."""

    layout: ResultsLayout
    basis: str
    names: Mapping[str, str]
    """The path of the workbook of each book, below the folder `books`."""
    is_only_source: bool
    _earlier: dict[str, list[_Earlier]] = field(default_factory=dict)

    def begin(self) -> None:
        """Note the forms of the last run that was finished, by branch, before any of them is replaced.

        Those of a run that was not finished do not count: it is done again as if it had not been.
        """
        for key in finished_books(self.layout):
            record = read_record(self.layout, key)
            if record is not None:
                files = _forms({kind: files_now(self.layout, record.result, kind) for kind in FormKind})
                branch = default_branch(key, is_only_source=self.is_only_source)
                self._earlier.setdefault(branch, []).append(_Earlier(record, tuple(files)))
        for found in self._earlier.values():
            found.sort(key=lambda one: (one.record.as_of, one.record.book), reverse=True)

    def of(self, key: str, folder: Path) -> JobForms:
        """The forms of a book, copied to the folder of its job. Raises OSError."""
        copies = _Copies(self.layout, folder)
        record = read_record(self.layout, key)
        now = {kind: files_now(self.layout, self.names[key], kind) for kind in FormKind}
        if record is not None:
            for kind in record.kinds:
                now[kind] = now[kind] or backups(self.layout, self.names[key], kind)
        if not any(now.values()):
            return JobForms(earlier=tuple(self._of_branch(key, copies)))
        standing = list(_forms(now))
        customers = None if record is None else self._customers(_made_for(record, standing))
        return JobForms(
            now=GivenForms(forms=copies.all(standing), customers=customers),
            then=self._then(record, now, copies),
        )

    def _then(
        self, record: FormsRecord | None, now: Mapping[FormKind, Mapping[str, str]], copies: "_Copies"
    ) -> GivenForms | None:
        """What the forms that nobody has touched were made from, and the others as they stand.

        None if somebody has touched them all, or what they were made from is nowhere any more.
        """
        if record is None or record.basis != self.basis:
            return None
        again = {kind: one for kind, one in record.kinds.items() if now[kind] == one.left}
        read = [(kind, form) for kind, one in again.items() for form in one.read]
        if not again or any(content_of(self.layout, form) is None for _, form in read):
            return None
        others = list(_forms({kind: files for kind, files in now.items() if kind not in again}))
        customers = record.judged if FormKind.PLAN in again else _made_for(record, others)
        return GivenForms(
            forms=copies.all([*read, *others]),
            customers=self._customers(customers),
            sha256=record.sha256,
            as_of=record.as_of,
        )

    def _of_branch(self, key: str, copies: "_Copies") -> Iterator[GivenForms]:
        branch = default_branch(key, is_only_source=self.is_only_source)
        others = [one for one in self._earlier.get(branch, ()) if one.record.book != key]
        for one in others[:_MOST_EARLIER]:
            yield GivenForms(
                forms=copies.all(one.files),
                customers=self._customers(one.record.customers),
                as_of=one.record.as_of,
            )

    def _customers(self, name: str | None) -> str | None:
        return None if name is None else str(self.layout.forms / name)


@dataclass
class _Copies:
    """Copies of forms in the folder of a job."""

    layout: ResultsLayout
    folder: Path
    count: int = 0

    def all(self, forms: Iterable[tuple[FormKind, ReadForm]]) -> tuple[GivenForm, ...]:
        """A copy of each that still is what it was."""
        return tuple(given for kind, form in forms if (given := self._copy(kind, form)) is not None)

    def _copy(self, kind: FormKind, form: ReadForm) -> GivenForm | None:
        place = content_of(self.layout, form)
        if place is None:
            return None
        self.count += 1  # a form that cannot be copied is not read, and therefore not replaced either
        file = f"given-{self.count}/{Path(form.path).name}"
        at = self.folder / file
        at.parent.mkdir()
        try:
            shutil.copyfile(place, at)
        except OSError:
            return None
        return GivenForm(kind=kind, path=form.path, sha256=form.sha256, file=file)


def _made_for(record: FormsRecord, standing: Iterable[tuple[FormKind, ReadForm]]) -> str | None:
    """The customers that the plan which stands there was made for.

    A plan that was to be replaced, and is still there, is that of the book before: the run was stopped.
    """
    plan = record.kinds.get(FormKind.PLAN)
    read = set() if plan is None else {form.sha256 for form in plan.read}
    is_before = any(kind is FormKind.PLAN and form.sha256 in read for kind, form in standing)
    return record.judged if is_before else record.customers


def _forms(files: Mapping[FormKind, Mapping[str, str]]) -> Iterator[tuple[FormKind, ReadForm]]:
    for kind, own in files.items():
        for path, sha256 in own.items():
            yield kind, ReadForm(path=path, sha256=sha256)
