"""Which of the plans and lists of a book count, and what people wrote in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.batch.record.refusals import FormUnreadable
from keyclient.batch.worker.messages import BookJob, GivenForm, GivenForms, TakenForms, UnreadForm
from keyclient.errors import InputError, UsageError
from keyclient.ingest.filled_in.read_form import forms_in
from keyclient.ingest.filled_in.together import together
from keyclient.ingest.source.opening import open_book
from keyclient.model.filled_in import FilledIn, FormKind
from keyclient.model.label import Label, Lang
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy

FORMS = frozenset(map(str, FormKind))
"""The analyses that people fill in."""
_NO_FORM = Label(
    "no sheet has the headings by which it is read back (the number of the line or call, and those beside it)",
    "没有可供读回的表头（“行动编号”或“联系编号”及其他各列）",
)
_IS_MASKED = Label("customers are hidden in it", "其中的客户信息已脱敏")


@dataclass(frozen=True, eq=False)
class Written:
    """What people wrote, and which files it stands in."""

    forms: tuple[FilledIn, ...]
    """One plan of all its copies, and the lists."""
    taken: TakenForms

    def may_make(self, kind: FormKind) -> bool:
        """Whether a new one may stand in the place of the old one."""
        return all(one.kind is not kind for one in self.taken.unread)


def written_for(job: BookJob, loaded: Loaded, sha256: str, policy: Policy, lang: Lang) -> Written:
    """What people wrote in the forms of a book: its own, else those of an earlier month of the same list.

    Forms that nobody has touched since they were made from this very book count as what they were made from.
    """
    given, day = job.forms, loaded.portfolio.as_of.isoformat()
    if given.then is not None and given.then.sha256 == sha256 and given.then.as_of == day:
        return _read(job, given.then, policy, lang)
    if given.now.forms:
        return _read(job, given.now, policy, lang)
    return _of_earlier_month(job, loaded, policy, lang)


def _of_earlier_month(job: BookJob, loaded: Loaded, policy: Policy, lang: Lang) -> Written:
    """The forms of the newest earlier book that list the customers of this one; else what could not be read of them."""
    known = {
        key: frozenset(loaded.portfolio.frame[key].dropna())
        for key in ("customer_id", "name")
        if key in loaded.portfolio.frame
    }
    day = loaded.portfolio.as_of.isoformat()
    found = Written((), TakenForms())
    for given in job.forms.earlier:
        if given.as_of is None or given.as_of >= day:
            continue
        written = _read(job, given, policy, lang)
        if written.forms and _is_same_list(written.forms[0], known, policy.batch.same_customers):
            return written
        if written.taken.unread and not found.taken.unread:
            found = Written((), written.taken)
    return found


def _is_same_list(form: FilledIn, known: dict[str, frozenset[str]], least: float) -> bool:
    """Whether at least this share of the customers of a form are in the book, by customer id, else by name."""
    for key, there in known.items():
        named = {text for row in form.rows if (text := row.text(key)) is not None}
        if named:
            return len(named & there) >= least * len(named)
    return False


def _read(job: BookJob, given: GivenForms, policy: Policy, lang: Lang) -> Written:
    found: list[FilledIn] = []
    unread: list[UnreadForm] = []
    for form in given.forms:
        try:
            found.append(_form(job, form, policy))
        except (InputError, UsageError) as refusal:
            message = _without_place(refusal.text(lang), Path(job.folder, form.file))
            unread.append(UnreadForm(kind=form.kind, path=form.path, message=message))
    taken = TakenForms(
        read=given.forms,
        customers=given.customers,
        standing={form.path: form.sha256 for form in job.forms.now.forms},
        unread=tuple(unread),
    )
    return Written(tuple(_one_of_each(found)), taken)


def _form(job: BookJob, form: GivenForm, policy: Policy) -> FilledIn:
    cells = open_book(Path(job.folder, form.file), sheet=None, limits=policy.read).cells()
    found = next((one for one in forms_in(cells, policy.read) if one.kind is form.kind), None)
    if found is None:
        raise FormUnreadable(path=form.path, reason=_NO_FORM)
    if found.is_masked:
        raise FormUnreadable(path=form.path, reason=_IS_MASKED)
    return replace(found, path=form.path)


def _one_of_each(found: Sequence[FilledIn]) -> Iterator[FilledIn]:
    for kind in FormKind:
        own = [one for one in found if one.kind is kind]
        if own:
            yield together(own)


def _without_place(message: str, copy: Path) -> str:
    """A message without the path of the copy that was read."""
    for colon in (": ", "："):
        message = message.removeprefix(f"{copy}{colon}")
    return message.replace(str(copy), "").strip()
