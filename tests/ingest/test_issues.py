from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.model.issue import Issue
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded
from tests.ingest.writing import ANY, issues, read, write_csv, write_xlsx

EVERYTHING = """
客户号 | 客户名称 | AUM（万元） | 存款 | 各项存款 | 理财 | 理财 | 贷款 | 开户日期 | 年龄 | 风险等级 | 证件号码 | 别的
1 | 张三 | 123456.1234567 | 5 | 6 | 7 | 8 | 是 | 2026-02-30 | 三个 | R9 | 1.1E+17 | #REF!
1 | 李四 | 123456 | US$5 | 6 | 7 | 8 | 否 | 03/04/2026 | 210 | R1 | |
2 | 合计 | 123456 | 约5 | 6 | 7 | 8 | 5 | 2020-01-01 | 30 | 谨慎型 | |
2 | 合计 | 123456 | 约5 | 6 | 7 | 8 | 否 | 2020-01-01 | 30 | 谨慎型 | |
3 | 赵六 | 123456 | #N/A | 6 | 7 | 8 | 否 | | | | |
3 | 赵六 | 123456 | #N/A | 6 | 7 | 8 | 否 | | | | |
 | 王五 | 约5 | | | | | | | | | |
合计 | | 约60 | 9 | | | | | | | | |
注：时点数 | | | | | | | | | | | |
"""


def found(loaded: Loaded, code: str) -> list[Issue]:
    return [issue for issue in loaded.issues if issue.code == code]


@pytest.fixture(scope="module")
def ugly(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return read(write_csv(tmp_path_factory.mktemp("ugly"), EVERYTHING))


def test_every_defect_of_an_ugly_book_is_told_where_it_is(ugly: Loaded) -> None:
    assert sorted(issues(ugly)) == [
        "KC101 D6 warning",
        "KC101 D7 warning",
        "KC101 M2 warning",
        "KC102 C8 error",
        "KC102 D4 warning",
        "KC102 D5 warning",
        "KC103 I2 warning",
        "KC104 J2 warning",
        "KC105 J3 warning",
        "KC106 K2 warning",
        "KC108 L2 warning",
        "KC109 note",
        "KC110 I3 warning",
        "KC111 D3 warning",
        "KC201 H1 warning",
        "KC202 E1 note",
        "KC205 C1 warning",
        "KC208 F1 warning",
        "KC301 7 warning",
        "KC302 A2 warning",
        "KC303 note",
        "KC305 D9 error",
        "KC306 B4 warning",
        "KC306 B5 warning",
        "KC309 C9 warning",
        "KC310 10 note",
        "KC342 C1 warning",
    ]


@pytest.mark.parametrize("lang", Lang)
def test_every_sentence_has_its_places_filled(ugly: Loaded, lang: Lang) -> None:
    for issue in ugly.issues:
        said = issue.message(lang) + issue.remedy(lang)
        assert "{" not in said
        assert "None" not in said


def test_an_issue_names_its_field_and_the_cell_as_typed(ugly: Loaded) -> None:
    assert [(issue.field, issue.value) for issue in found(ugly, "KC102")] == [
        ("aum", "约5"),
        ("deposits", "约5"),
        ("deposits", "约5"),
    ]
    assert [(issue.field, issue.value) for issue in found(ugly, "KC101")] == [
        ("deposits", "#N/A"),
        ("deposits", "#N/A"),
        ("别的", "#REF!"),
    ]


def test_a_bad_cell_is_an_error_only_where_it_sets_its_row_aside(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "客户号 | AUM | 存款\n1 | 约5 | 约6\n2 | 7 | 8\n3 | 9 | #N/A")
    assert issues(read(path)) == ["KC102 B2 error", "KC102 C2 warning", "KC101 C4 warning"]
    by_deposits = read(path, replace(ANY, measure="存款"))
    assert issues(by_deposits) == ["KC102 B2 warning", "KC102 C2 error", "KC101 C4 error"]


def test_a_bad_cell_is_told_once_however_often_its_column_is_read(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path, "客户号 | 年龄 | 网点\n1 | 三十 | #N/A\n2 | 210 | 甲\n3 | 30 | 乙\n4 | 31 | 乙"
    )
    loaded = read(path, replace(ANY, measure="年龄", by="网点"))
    assert issues(loaded) == ["KC105 B3 warning", "KC101 C2 warning", "KC104 B2 error"]
    assert [issue.field for issue in loaded.issues] == ["age", "branch", "age"]


def test_errors_in_columns_that_no_command_needs_are_told_too(tmp_path: Path) -> None:
    loaded = read(write_xlsx(tmp_path, "客户号 | AUM | 别的 |\n1 | 5 | #N/A | x\n2 | 6 | =A1 | #REF!"))
    assert issues(loaded) == [
        "KC210 客户!D1 note",
        "KC101 客户!C2 warning",
        "KC107 客户!C3 warning",
        "KC101 客户!D3 warning",
    ]
    assert [issue.field for issue in loaded.issues] == [None, "别的", "别的", "D"]
