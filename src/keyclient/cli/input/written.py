"""Which of the files of `--previous` and `--plan` are plans or lists that people filled in, and what they wrote."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.start.session import Session
from keyclient.errors import InputError, UsageError
from keyclient.model.filled_in import FilledIn, FormKind
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

if TYPE_CHECKING:
    from keyclient.ingest.source.opening import Cells
    from keyclient.policy.parts.read import ReadPolicy

_KINDS = {
    FormKind.PLAN: Label("plan", "行动计划"),
    FormKind.CALLS: Label("list of calls", "联系名单"),
}
_READ_BACK = Label("Read back: {book} ({kind}, {count} lines).", "读回 {book}（{kind}，{count} 行）。")


class FormNotBookError(UsageError):
    """A plan or a list given as an earlier book to an analysis that reads none back."""

    sentence = Label(
        "{path} is a {kind} that keyclient wrote, not a book of customers. Name an earlier book with --previous.",
        "{path} 是 keyclient 生成的{kind}，不是客户表。请用 --previous 指定往期客户表。",
    )


class NoPlanError(UsageError):
    """A `--plan` that is none."""

    sentence = Label(
        "{path} is no plan: {found}. Name the workbook or CSV file that keyclient plan wrote.",
        "{path} 不是行动计划：{found}。请指定 keyclient plan 生成的工作簿或 CSV 文件。",
    )


class FormHeadingsLostError(UsageError):
    """A form without the headings by which it is read back."""

    sentence = Label(
        "{path} was written by keyclient to be filled in, but no sheet has the headings any more by which it is read "
        "back (line or call, and those beside it). Restore the row of headings.",
        "{path} 是 keyclient 生成的填写表，但已没有可供读回的表头（“行动编号”或“联系编号”及其他各列）。请恢复表头行。",
    )


class FormMaskedError(UsageError):
    """A form that was made with `--mask`."""

    sentence = Label(
        "{path} was made with --mask: nobody can tell any more which customers its lines are about. Read back the one that "
        "was made without --mask.",
        "{path} 是用 --mask 生成的，已无法对应到客户。请读回未加 --mask 生成的文件。",
    )


class NeitherFormNorBookError(InputError):
    """A file of `--previous` that is nothing that can be used."""

    sentence = Label(
        "{path} is neither a plan or list of calls that keyclient wrote nor a book of customers: {reason}",
        "{path} 既不是 keyclient 生成的行动计划或联系名单，也不是客户表：{reason}",
    )


_NO_HEADINGS = Label(
    "no sheet has the number of the line and the other columns of a plan", "没有含“行动编号”等列的工作表"
)
_MASKED = "#"
"""Begins the ids of a plan in which customers are hidden."""
_A_LIST = Label("it is a list of calls", "这是联系名单")


NAMES_NOBODY = Label(
    "no column says who the customers are (customer ID, name or ID number).",
    "没有说明客户身份的列（客户号、客户名称或证件号码）。",
)


def names_customers(columns: Iterable[str]) -> bool:
    """Whether a table that was read says who its rows are about."""
    return not {"customer_id", "name", "id_number"}.isdisjoint(columns)


def forms_of(cells: "Cells", limits: "ReadPolicy") -> tuple[FilledIn, ...]:
    """What people wrote in a file; empty for a book.

    Raises `FormHeadingsLostError`, `FormMaskedError`, and what reading a book raises.
    """
    from keyclient.ingest.filled_in.read_form import forms_in, has_lost_its_form

    found = forms_in(cells, limits)
    if not found and has_lost_its_form(cells):
        raise FormHeadingsLostError(path=cells.path)
    if any((row.line or "").startswith(_MASKED) for one in found for row in one.rows):
        raise FormMaskedError(path=cells.path)
    return found


def read_plan(path: Path, limits: "ReadPolicy") -> FilledIn:
    """The plan of `--plan`. Raises `NoPlanError`, and what reading a book raises."""
    from keyclient.ingest.source.opening import open_book

    forms = forms_of(open_book(path, sheet=None, limits=limits).cells(), limits)
    plan = next((one for one in forms if one.kind is FormKind.PLAN), None)
    if plan is None:
        raise NoPlanError(path=path, found=_A_LIST if forms else _NO_HEADINGS)
    return plan


def as_given(forms: Sequence[FilledIn]) -> tuple[FilledIn, ...]:
    """One plan of all its copies, and the lists as they were given."""
    from keyclient.ingest.filled_in.together import together

    plans = [one for one in forms if one.kind is FormKind.PLAN]
    return (*([together(plans)] if plans else []), *(one for one in forms if one.kind is FormKind.CALLS))


def tell_forms(session: Session, forms: Iterable[FilledIn]) -> None:
    """Say which files were read back, and how much stands in them."""
    for one in forms:
        said = {
            "book": Value(Path(one.path).name, Kind.TEXT),
            "kind": Value(_KINDS[one.kind], Kind.TEXT),
            "count": Value(len(one.rows), Kind.COUNT),
        }
        session.narrator.note(Sentence(_READ_BACK, said))


def not_a_book(cells: "Cells", forms: Sequence[FilledIn]) -> FormNotBookError:
    """The refusal of a form where books alone are read."""
    return FormNotBookError(path=cells.path, kind=_KINDS[forms[0].kind])
