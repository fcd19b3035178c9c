from pathlib import Path

import pytest

from keyclient.cli.input.earlier_file import EarlierFile, read_file
from keyclient.cli.input.written import (
    FormAsBookError,
    FormHeadingsLostError,
    FormIdLostError,
    FormJudgesError,
    FormMaskedError,
    FormNotBookError,
    NeitherFormNorBookError,
    NoPlanError,
    as_given,
    forms_of,
    read_plan,
    refuse_form,
)
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import Cells, open_book
from keyclient.model.filled_in import FormKind
from tests.ingest.filled_in.forms import GIVEN, LIMITS, A, B, cells_of, sheet, write_plan
from tests.ingest.filled_in.test_form_sheet import CALLS
from tests.ingest.writing import AS_OF, write_csv

BOOK = "客户号 | 姓名 | AUM\n001 | 张三 | 5\n002 | 李四 | 6"


def read(cells: Cells, *, keeps_written: bool = True) -> EarlierFile:
    return read_file(cells, Request(as_of=AS_OF, measure="aum"), keeps_written=keeps_written)


def of_text(folder: Path, text: str) -> Cells:
    return open_book(write_csv(folder, text), sheet=None, limits=LIMITS).cells()


def test_a_plan_is_no_earlier_book_and_an_earlier_book_is_no_plan(tmp_path: Path) -> None:
    plan, book = read(of_text(tmp_path, sheet(A, B))), read(of_text(tmp_path, BOOK))
    assert (plan.book, [form.kind for form in plan.forms]) == (None, [FormKind.PLAN])
    assert (book.book is not None, book.forms) == (True, ())


def test_an_analysis_that_reads_nothing_back_refuses_a_plan_and_says_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FormNotBookError, match="is a plan that keyclient wrote, not a book of customers"):
        read(of_text(tmp_path, sheet(A, B)), keeps_written=False)


@pytest.mark.parametrize(
    "text", ["a | b\n1 | 2", "网点 | 户数\n东 | 5\n西 | 6", "nothing but a line of text"]
)
def test_what_names_no_customers_is_neither_and_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(NeitherFormNorBookError, match="is neither a plan or list of calls"):
        read(of_text(tmp_path, text))


def test_a_form_whose_headings_are_gone_is_refused_as_one() -> None:
    with pytest.raises(FormHeadingsLostError, match="no sheet has the headings any more"):
        forms_of(cells_of({"计划": BOOK, "_keyclient": GIVEN}), LIMITS)


@pytest.mark.parametrize("renamed", ["编号", "序号"])
def test_a_plan_whose_numbers_have_another_heading_is_refused_as_one(tmp_path: Path, renamed: str) -> None:
    text = sheet(A, B).replace("行动编号", renamed)
    with pytest.raises(
        FormIdLostError, match="is a plan that keyclient wrote, but its column “line” is missing"
    ):
        read(of_text(tmp_path, text))


def test_a_text_file_of_another_sheet_is_told_which_sheet_to_save(tmp_path: Path) -> None:
    text = "重点客户行动计划 |\n行动数 | 截止日\n74 | 2026-09-30"
    with pytest.raises(NeitherFormNorBookError, match="saved from the sheet with the lines"):
        read(of_text(tmp_path, text))


def test_a_form_that_was_masked_is_refused() -> None:
    with pytest.raises(FormMaskedError, match="made with --mask"):
        forms_of(cells_of({"计划": sheet(A.replace("LA", "#4"))}), LIMITS)


def test_a_plan_is_read_by_its_own_sheets_whichever_sheet_the_book_is_read_by(tmp_path: Path) -> None:
    path = write_plan(tmp_path, 行动=sheet(A, B))
    cells = open_book(path, sheet="客户", limits=LIMITS).cells()
    found = read_file(cells, Request(as_of=AS_OF, sheet="客户"), keeps_written=True)
    assert [row.line for row in found.forms[0].rows][:2] == ["LA", "LB"]


def test_the_plan_in_force_has_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(NoPlanError, match="is no plan: it is a list of calls"):
        read_plan(write_csv(tmp_path, CALLS), LIMITS)
    with pytest.raises(NoPlanError, match="no sheet has the number of the line"):
        read_plan(write_csv(tmp_path, BOOK), LIMITS)
    assert read_plan(write_csv(tmp_path, sheet(A)), LIMITS).kind is FormKind.PLAN


def test_copies_of_a_plan_are_one_and_lists_stay_as_they_were_given(tmp_path: Path) -> None:
    plan, calls = (forms_of(of_text(tmp_path, text), LIMITS)[0] for text in (sheet(A, B), CALLS))
    given = as_given([calls, plan, plan, calls])
    assert [form.kind for form in given] == [FormKind.PLAN, FormKind.CALLS, FormKind.CALLS]


def test_a_file_with_a_form_alone_is_no_book_and_judges_no_plan(tmp_path: Path) -> None:
    plan, calls = cells_of({"计划": sheet(A, B)}), cells_of({"名单": CALLS})
    with pytest.raises(FormAsBookError, match=r"is a plan .* keyclient plan BOOK --previous "):
        refuse_form(plan)
    with pytest.raises(FormAsBookError, match=r"is a list of calls .* keyclient today BOOK --previous "):
        refuse_form(calls)
    with pytest.raises(FormJudgesError, match="not a later book of customers"):
        refuse_form(plan, judges=True)
    refuse_form(of_text(tmp_path, BOOK))
