"""Which customers lists are about, by a column of the book."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import HeadingNotFound, NobodyHas
from keyclient.model.label import Lang
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
