"""The new plan and list of a book are put where people fill them in, and nothing that they wrote is lost.

What is there is kept as a backup and replaced. A form that is open, or was changed while the run went on, is left as it is,
and the new one gets a numbered name beside it; the next run reads both.
"""

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from keyclient.atomic import TargetHeldError, move_into_place
from keyclient.batch.find.candidates import Candidate
from keyclient.batch.record.forms import UNKNOWN, FormsRecord, KindRecord, ReadForm, files_now, read_record
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.paths import form_backup, form_names
from keyclient.batch.record.run_record import FormStatus
from keyclient.batch.record.staging import StagingArea
from keyclient.batch.worker.messages import BookResult, GivenForm, TakenForms, WrittenFile
from keyclient.model.filled_in import FormKind

_KINDS: Mapping[FormKind, Literal["plan", "today"]] = {FormKind.PLAN: "plan", FormKind.CALLS: "today"}


@dataclass(frozen=True)
class LeftForm:
    """A new form and where it stands."""

    file: WrittenFile
    place: Path
    beside: str | None
    """The form that was left as it is, for which it stands in; below `books`."""


@dataclass
class FormsCommitter:
    """Puts the forms of one book into place."""

    layout: ResultsLayout
    staging: StagingArea
    basis: str
    result: str
    """The path of the workbook of the book, below `books`."""

    def commit(self, book: Candidate, made: BookResult, folder: Path) -> list[LeftForm]:
        """Move the forms into place, after their record has been written. Raises OSError."""
        files = {kind: file for file in made.files for kind in FormKind if file.kind == kind}
        if not files and read_record(self.layout, book.key) is None:
            return []
        try:
            return self._commit(book, made, folder, files, is_held=False)
        except TargetHeldError:
            return self._commit(book, made, folder, files, is_held=True)

    def _commit(
        self,
        book: Candidate,
        made: BookResult,
        folder: Path,
        files: Mapping[FormKind, WrittenFile],
        *,
        is_held: bool,
    ) -> list[LeftForm]:
        steps = [self._step(kind, made.forms, files.get(kind), is_held=is_held) for kind in FormKind]
        self._record(book, made, folder, steps)
        return [left for step in steps for left in step.do(self.staging, folder)]

    def _step(self, kind: FormKind, given: TakenForms, file: WrittenFile | None, *, is_held: bool) -> "_Step":
        """`is_held`: whether another program does not let the forms be replaced. Raises OSError."""
        main, *numbered = form_names(self.result, kind)
        now = files_now(self.layout, self.result, kind)
        step = _Step(self.layout, kind, main, now, _read(kind, given.read), file)
        if file is None or now.get(main) == file.sha256:
            return step
        is_free = main not in now or (
            now[main] == given.standing.get(main, UNKNOWN) != UNKNOWN
            and not is_held
            and not is_open(self.layout.books / main)
        )
        if is_free:
            step.target = main
            step.has_backup = now.get(main) in {form.sha256 for form in step.read}
            step.over = [name for name in numbered if name in now and now[name] == given.standing.get(name)]
        else:
            step.target = next((name for name in numbered if now.get(name, file.sha256) == file.sha256), None)
            step.beside = main
            if step.target is None:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        return step

    def _record(self, book: Candidate, made: BookResult, folder: Path, steps: Sequence["_Step"]) -> None:
        """What the forms are made from, and what will stand there."""
        customers = next((file for file in made.files if file.kind == "customers"), None)
        before = read_record(self.layout, book.key)
        name = None if before is None else before.customers
        if customers is not None:
            name = f"{self.layout.forms_record(book.key).stem}-{customers.sha256[:16]}.parquet"
            self.staging.copy(folder / customers.name, self.layout.forms / name)
        judged = None if made.forms.customers is None else Path(made.forms.customers).name
        record = FormsRecord(
            book=book.key,
            sha256=made.sha256,
            basis=self.basis,
            result=self.result,
            as_of=made.as_of.isoformat(),
            is_unread=bool(made.forms.unread),
            customers=name,
            judged=judged,
            kinds={step.kind: KindRecord(read=step.read, left=step.left) for step in steps},
        )
        self.staging.write(self.layout.forms_record(book.key), record.model_dump_json().encode())


@dataclass
class _Step:
    """What is done with the forms of one kind."""

    layout: ResultsLayout
    kind: FormKind
    main: str
    now: dict[str, str]
    read: tuple[ReadForm, ...]
    file: WrittenFile | None = None
    target: str | None = None
    """Where the new form goes; None: it stands there already, or there is none."""
    has_backup: bool = False
    over: list[str] = field(default_factory=list)
    """Numbered forms that were read and are done with once the main one is replaced."""
    beside: str | None = None

    @property
    def left(self) -> dict[str, str]:
        """What stands there afterwards."""
        found = {name: sha256 for name, sha256 in self.now.items() if name not in self.over}
        if self.file is not None and self.target is not None:
            found[self.target] = self.file.sha256
        return found

    def do(self, staging: StagingArea, folder: Path) -> list[LeftForm]:
        """Keep what is there, put the new form into place, then set aside what was read beside it. Raises OSError."""
        books = self.layout.books
        if self.file is None:
            return []
        if self.target is None:
            return [LeftForm(self.file, books / self.main, None)]
        if self.has_backup:
            staging.copy(books / self.main, books / form_backup(self.main))
        place = books / self.target
        place.parent.mkdir(parents=True, exist_ok=True)
        move_into_place(folder / self.file.name, place)
        for name in self.over:
            move_into_place(books / name, books / form_backup(name))
        return [LeftForm(self.file, books / self.target, self.beside)]


def _read(kind: FormKind, given: Iterable[GivenForm]) -> tuple[ReadForm, ...]:
    return tuple(ReadForm(path=one.path, sha256=one.sha256) for one in given if one.kind is kind)


def is_open(form: Path) -> bool:
    """Whether Excel, WPS or LibreOffice says by a file beside it that somebody has it open."""
    marks = (f"~${form.name}", f"~${form.name[2:]}", f".~{form.name}", f".~lock.{form.name}#")
    return any((form.parent / mark).exists() for mark in marks)


def statuses(made: BookResult, left: Sequence[LeftForm]) -> tuple[FormStatus, ...]:
    """What became of the forms that there were."""
    beside = {one.file.kind: one.beside for one in left}
    found = []
    for kind in FormKind:
        read = tuple(f"books/{one.path}" for one in made.forms.read if one.kind is kind)
        unread = next((one for one in made.forms.unread if one.kind is kind), None)
        kept = unread.path if unread is not None else beside.get(_KINDS[kind])
        if read or kept:
            message = None if unread is None else unread.message
            where = None if kept is None else f"books/{kept}"
            found.append(FormStatus(kind=_KINDS[kind], read=read, left=where, message=message))
    return tuple(found)
