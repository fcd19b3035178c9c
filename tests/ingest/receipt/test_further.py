"""Numbers that a command asks for beside the measure."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import HeadingNotFound, MeasureNotNumeric
from keyclient.model.measure import MeasureKind
from keyclient.model.portfolio import Loaded
from tests.ingest.writing import ANY, read, write_csv

BOOK = """
客户号 | 综合贡献度 | AUM | 积分 | 年化(万元)
1 | 10 | 1.5万 | 7 | 2
1 | 20 | 500 | 8 | 3
2 | 30 | 约2万 | 九 | 4
3 | 40 | #N/A | #N/A | 5
"""


def asked(folder: Path, *names: str, book: str = BOOK) -> Loaded:
    return read(write_csv(folder, book), replace(ANY, also=names))


def test_a_field_is_money_and_adds_up_over_the_rows_of_a_customer(tmp_path: Path) -> None:
    portfolio = asked(tmp_path, "aum").portfolio
    assert portfolio.further["aum"].columns == ("aum",)
    assert portfolio.frame["aum"].tolist()[0] == 1_550_000


def test_any_heading_is_a_number_under_its_own_name(tmp_path: Path) -> None:
    portfolio = asked(tmp_path, "积分", "年化").portfolio
    points, yearly = portfolio.further["积分"], portfolio.further["年化"]
    assert (points.kind, points.decimals, yearly.kind) == (MeasureKind.NUMBER, 0, MeasureKind.MONEY)
    assert portfolio.frame[points.columns[0]].tolist()[0] == 15
    assert portfolio.frame[yearly.columns[0]].tolist()[0] == 5_000_000


def test_what_cannot_be_read_is_blank_and_told_once_and_sets_nothing_aside(tmp_path: Path) -> None:
    loaded = asked(tmp_path, "aum", "积分")
    assert loaded.portfolio.frame["积分"].isna().tolist() == [False, True, True]
    told = sorted(
        (issue.code, issue.cell or "") for issue in loaded.issues if issue.code in ("KC101", "KC102", "KC104")
    )
    assert told == [("KC101", "C5"), ("KC101", "D5"), ("KC102", "C4"), ("KC104", "D4")]
    assert loaded.portfolio.sources[0].rows.set_aside == 0


def test_what_is_the_measure_too_is_no_second_column(tmp_path: Path) -> None:
    portfolio = asked(tmp_path, "revenue").portfolio
    assert portfolio.further["revenue"].columns == ("revenue",)
    assert portfolio.frame["revenue"].tolist() == portfolio.frame["value"].tolist()


def test_what_the_book_has_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeadingNotFound):
        asked(tmp_path, "存款")
    with pytest.raises(MeasureNotNumeric):
        asked(tmp_path, "备注", book="客户号 | AUM | 备注\n1 | 5 | 好\n2 | 6 | 坏")
