"""Which of the files of `--previous` and `--plan` are plans or lists that people filled in, and what they wrote."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.start.session import Session
from keyclient.errors import InputError, UsageError
from keyclient.model.filled_in import FilledIn, FormKind
from keyclient.model.forms import FORM_IDS
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


class FormAsBookError(InputError):
    """A plan or a list given in place of a book of customers."""

    sentence = Label(
        "{path} is a {kind} that keyclient wrote, not a book of customers. Name the book, and read the {kind} back beside it: "
        "keyclient {command} BOOK --previous {name}",
        "{path} 是 keyclient 生成的{kind}，不是客户表。请先写客户表，再读回该{kind}：keyclient {command} 客户表 --previous {name}",
    )


class FormJudgesError(InputError):
    """A plan or a list given as a later book by which a plan is judged."""

    sentence = Label(
        "{path} is a {kind} that keyclient wrote, not a later book of customers. Name the later book after --verify, and the plan "
        "that is judged after --previous: keyclient plan BOOK --previous PLAN --verify NEWBOOK",
        "{path} 是 keyclient 生成的{kind}，不是后期客户表。请用 --verify 指定后期客户表，用 --previous 指定要检查的计划："
        "keyclient plan 客户表 --previous 计划 --verify 后期客户表",
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


class FormIdLostError(UsageError):
    """A form without the column of the numbers by which its lines are known."""

    sentence = Label(
        "{path} is a {kind} that keyclient wrote, but its column “{heading}” is missing or has another heading. Restore it: by "
        "these numbers each line is known.",
        "{path} 是 keyclient 生成的{kind}，但缺少“{heading}”列（或表头已改名）。请恢复该列，读回时靠编号对应各行。",
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
        "{path} is neither a plan or list of calls that keyclient wrote nor a book of customers: {reason} A text file saved from "
        "the workbook of a plan or list has to be saved from the sheet with the lines, “Who does what until when” or “Whom to call”.",
        "{path} 既不是 keyclient 生成的行动计划或联系名单，也不是客户表：{reason}"
        "如需另存为 CSV，请从“行动清单”（计划）或“联系名单”工作表另存。",
    )


_NO_HEADINGS = Label(
    "no sheet has the number of the line and the other columns of a plan", "没有含“行动编号”等列的工作表"
)
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

    Raises `FormIdLostError`, `FormHeadingsLostError`, `FormMaskedError`, and what reading a book raises.
    """
    from keyclient.ingest.filled_in.kinds import has_lost_its_form, lost_id
    from keyclient.ingest.filled_in.read_form import forms_in

    found = forms_in(cells, limits)
    kind = None if found else lost_id(cells)
    if kind is not None:
        raise FormIdLostError(path=cells.path, kind=_KINDS[kind], heading=FORM_IDS[kind].label)
    if not found and has_lost_its_form(cells):
        raise FormHeadingsLostError(path=cells.path)
    if any(one.is_masked for one in found):
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


def refuse_form(cells: "Cells", *, judges: bool = False) -> None:
    """Raises `FormAsBookError` where a plan or a list alone stands in place of a book; `judges`: `FormJudgesError`."""
    from keyclient.ingest.filled_in.kinds import kind_alone

    kind = kind_alone(cells)
    if kind is not None and judges:
        raise FormJudgesError(path=cells.path, kind=_KINDS[kind])
    if kind is not None:
        raise FormAsBookError(path=cells.path, kind=_KINDS[kind], command=kind.value, name=cells.path.name)


def not_a_book(cells: "Cells", forms: Sequence[FilledIn]) -> FormNotBookError:
    """The refusal of a form where books alone are read."""
    return FormNotBookError(path=cells.path, kind=_KINDS[forms[0].kind])
