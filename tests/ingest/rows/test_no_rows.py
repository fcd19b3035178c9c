"""Headings without a single row are told as that."""

from pathlib import Path

import pytest

from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import NoRows
from keyclient.ingest.pipeline import load_pipeline
from keyclient.ingest.source.opening import open_book
from keyclient.model.label import Lang
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import ANY, Writer, customers, read, write_csv, write_xlsx

HEADINGS = "客户号 | 户名 | AUM | 销售阶段"


def refusal(path: Path, request: Request = ANY) -> NoRows:
    with pytest.raises(NoRows) as caught:
        read(path, request)
    return caught.value


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@pytest.mark.parametrize("request_", [ANY, Request()])
def test_headings_without_a_row_are_told_with_their_row_and_what_to_do(
    tmp_path: Path, write: Writer, request_: Request
) -> None:
    said = refusal(write(tmp_path, f"2026年9月客户清单 | | |\n{HEADINGS}"), request_).text(Lang.EN)
    assert "the table has headings (" in said
    assert "row 2) but no rows. Fill in a row for each customer below them" in said


def test_a_total_and_a_note_alone_make_no_table_of_customers(tmp_path: Path) -> None:
    said = refusal(write_xlsx(tmp_path, f"{HEADINGS}\n合计 | | 0 |\n制表：张三 | | |"))
    assert "but no rows of customers (totals, notes and the like: 2)" in said.text(Lang.EN)
    assert "没有客户行（合计、说明等 2 行除外）" in said.text(Lang.ZH)


def test_a_text_has_no_other_sheet_to_name(tmp_path: Path) -> None:
    assert "--sheet" not in refusal(write_csv(tmp_path, HEADINGS)).text(Lang.EN)
    assert "--sheet" in refusal(write_xlsx(tmp_path, HEADINGS)).text(Lang.EN)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_headings_that_nobody_knows_are_headings_too(tmp_path: Path, write: Writer) -> None:
    assert "row 1) but no rows" in refusal(write(tmp_path, "alpha | beta | gamma")).text(Lang.EN)


def test_the_funnel_of_headings_alone_is_refused_for_that_with_or_without_stages(tmp_path: Path) -> None:
    for heads in (HEADINGS, "客户号 | 户名 | AUM"):
        book = open_book(write_csv(tmp_path, heads), sheet=None, limits=ReadPolicy())
        with pytest.raises(NoRows):
            load_pipeline(book, Request())


def test_one_row_is_enough(tmp_path: Path) -> None:
    assert customers(read(write_csv(tmp_path, f"{HEADINGS}\nC1 | 甲 | 5 |")), "customer_id") == ["C1"]
