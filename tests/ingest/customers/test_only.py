"""Which customers lists are about, by a column of the book."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from keyclient.ingest.base.table_refusals import HeadingNotFound, NoAges, NobodyHas
from keyclient.model.label import Lang
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from tests.ingest.writing import ANY, read, write_csv, write_xlsx

BOOK = """客户号 | 客户名称 | 客户经理 | 网点 | 客户类型 | AUM | 分组
1 | 张三 | 李强 | 城东支行 | 个人 | 100 | A
2 | 李四 | 周敏 | 城西支行 | 公司 | 90 | B
1 | 张三 | 周敏 | 城东支行 | 个人 | 5 | A
3 | 王五 | | 城东支行 | 对公 | 约120 | B
4 | 赵六 | | 城西支行 | 个人 | 60 | a"""


def _rows(folder: Path, *only: tuple[str, tuple[str, ...]], sheet: str = BOOK) -> set[int]:
    listed = read(write_csv(folder, sheet), replace(ANY, only=only)).portfolio.listed
    assert listed is not None
    return set(listed)


@pytest.mark.parametrize("name", ["manager", "客户经理", "管户经理", "Relationship Manager"])
def test_a_column_goes_by_its_field_its_heading_or_another_heading_of_the_field(
    tmp_path: Path, name: str
) -> None:
    assert _rows(tmp_path, (name, ("李强",))) == {2}


def test_a_customer_of_two_managers_is_listed_for_both_at_the_first_row(tmp_path: Path) -> None:
    assert _rows(tmp_path, ("manager", ("周敏",))) == {2, 3}


def test_values_of_a_field_are_alternatives_and_fields_add_up(tmp_path: Path) -> None:
    assert _rows(tmp_path, ("manager", ("李强", "周敏"))) == {2, 3}
    assert _rows(tmp_path, ("manager", ("周敏",)), ("网点", ("城东支行",))) == {2}


def test_rows_set_aside_are_listed_too(tmp_path: Path) -> None:
    assert _rows(tmp_path, ("branch", ("城东支行",))) == {2, 5}


@pytest.mark.parametrize("value", ["公司", "corporate", "对公", "企业客户"])
def test_a_choice_goes_by_every_word_for_it(tmp_path: Path, value: str) -> None:
    assert _rows(tmp_path, ("客户类型", (value,))) == {3, 5}


def test_width_case_and_blanks_do_not_matter_and_any_heading_will_do(tmp_path: Path) -> None:
    assert _rows(tmp_path, ("分组", (" Ａ ",))) == {2, 6}


@pytest.mark.parametrize("value", ["", "（空白）", "(blank)"])
def test_customers_of_nobody_are_found_by_a_blank(tmp_path: Path, value: str) -> None:
    assert _rows(tmp_path, ("manager", (value,))) == {5, 6}


def test_a_workbook_and_english_headings_do_alike(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "Customer ID | Manager | AUM\nC1 | Ann Lee | 5\nC2 | Bob Ray | 4")
    listed = read(path, replace(ANY, only=(("manager", ("ann lee",)),))).portfolio.listed
    assert listed == frozenset({2})


def test_without_a_filter_everybody_is_listed(tmp_path: Path) -> None:
    assert read(write_csv(tmp_path, BOOK), ANY).portfolio.listed is None


def test_a_value_that_nobody_has_is_answered_with_near_ones_that_name_no_customer(tmp_path: Path) -> None:
    with pytest.raises(NobodyHas) as refused:
        _rows(tmp_path, ("manager", ("李刚",)))
    assert "--only manager=李刚" in refused.value.text(Lang.ZH)
    assert "最接近的有：李强" in refused.value.text(Lang.ZH)


@pytest.mark.parametrize("name", ["name", "客户号", "分组"])
def test_values_that_may_name_customers_are_not_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(NobodyHas) as refused:
        _rows(tmp_path, (name, ("张山",)))
    for lang in Lang:
        assert not {"张三", "李四", "张山"} & set(refused.value.text(lang).replace("。", " ").split())
        assert "张" not in refused.value.text(lang)


def test_an_unknown_column_is_answered_with_near_headings(tmp_path: Path) -> None:
    with pytest.raises(HeadingNotFound, match="Nearest: 客户经理"):
        _rows(tmp_path, ("客户经里", ("李强",)))


AGES = """客户号 | 客户类型 | 客户经理 | 出生日期 | 年龄 | 身份证号 | AUM
1 | 个人 | 李强 | 1986-10-31 | | | 100
2 | 个人 | 周敏 | 1986-11-01 | | | 90
1 | 个人 | 李强 | | | | 5
3 | 个人 | 李强 | | 40 | | 约120
4 | 个人 | 李强 | | | '110101198302010014 | 60
5 | 个人 | 李强 | | | | 50
6 | 公司 | 李强 | 1986-10-31 | 40 | | 40
7 | 个人 | 周敏 | | | | 30"""


def _of_age(folder: Path, *bands: str, sheet: str = AGES, **asked: object) -> Portfolio:
    request = replace(ANY, as_of=dt.date(2026, 10, 31), bands=bands, **asked)  # type: ignore[arg-type]
    return read(write_csv(folder, sheet), request).portfolio


def _counted(book: Portfolio) -> tuple[int, int]:
    assert book.no_band is not None
    return len(book.no_band.unknown), len(book.no_band.corporate)


def test_an_age_is_told_by_birth_date_by_age_and_by_id_number_and_the_birthday_counts(tmp_path: Path) -> None:
    book = _of_age(tmp_path, "40-49")
    assert book.listed == frozenset({2, 5, 6})
    assert _counted(book) == (2, 1)
    assert _of_age(tmp_path, "30-39", "60+").listed == frozenset({3})


def test_who_has_no_band_is_counted_among_those_asked_for_otherwise(tmp_path: Path) -> None:
    book = _of_age(tmp_path, "40-49", only=(("manager", ("李强",)),))
    assert book.listed == frozenset({2, 5, 6})
    assert _counted(book) == (1, 1)
    assert _of_age(tmp_path, "30-39", only=(("manager", ("李强",)),)).listed == frozenset()


def test_the_bands_are_those_of_the_policy(tmp_path: Path) -> None:
    policy = Policy.model_validate({"lifecycle": {"edges": [41]}})
    assert _of_age(tmp_path, "41+", policy=policy).listed == frozenset({6})


def test_asking_for_ages_changes_nothing_else_of_the_book(tmp_path: Path) -> None:
    path = write_csv(tmp_path, AGES)
    whole, some = (read(path, replace(ANY, bands=bands)) for bands in ((), ("40-49",)))
    pd.testing.assert_frame_equal(whole.portfolio.frame, some.portfolio.frame)
    assert [issue.code for issue in whole.issues] == [issue.code for issue in some.issues]
    assert whole.portfolio.no_band is None


def test_a_book_without_ages_has_nobody_to_list_by_them_and_its_own_column_is_named(tmp_path: Path) -> None:
    sheet = "客户号 | 年龄段 | AUM\n1 | 40-49 | 100\n2 | 50-59 | 90"
    with pytest.raises(NoAges) as refused:
        _of_age(tmp_path, "40-49", sheet=sheet)
    assert "write --only 年龄段#1=VALUE" in refused.value.text(Lang.EN)
    assert _rows(tmp_path, ("年龄段#1", ("50-59",)), sheet=sheet) == {3}
    with pytest.raises(NoAges) as bare:
        _of_age(tmp_path, "40-49", sheet=BOOK)
    assert bare.value.text(Lang.ZH).endswith("无法按年龄段列名单。")
