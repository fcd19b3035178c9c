"""Customers of several managers in `check`: each manager has the money of the own rows, and the customer."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.analysis.check.calculate import check
from keyclient.policy.models import Policy
from tests.ingest.test_counted import turned
from tests.ingest.writing import ANY, Writer, read, write_csv, write_xlsx

BOOK = """
客户号 | 客户名称 | 客户经理 | 存款余额 | 最近联系日期 | 手机号
C1 | 甲 | 王芳 | 100 | 2024-01-01 | 13800000001
C1 | 甲 | 李强 | 900 | 2024-01-02 |
C2 | 乙 | 王芳 | 50 | 2026-01-01 |
C3 | 丙 | 李强 | 60 | 2026-01-01 | 13800000003
C4 | 丁 | | 7 | 2026-01-01 | 13800000004
"""
TRACED = replace(ANY, traced=True)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@pytest.mark.parametrize("book", [BOOK, turned(BOOK)])
def test_each_manager_has_the_money_of_the_own_rows_and_the_customer_counts_for_both(
    tmp_path: Path, book: str, write: Writer
) -> None:
    checked = check(read(write(tmp_path, book), TRACED), Policy().check)
    lines = {line.manager: line for line in checked.result.managers or () if line.manager is not None}
    held: dict[str, object] = {name: (line.customers, line.value) for name, line in lines.items()}
    assert held == {
        "王芳": (2, 150),
        "李强": (2, 960),
        "": (1, 7),
    }
    assert checked.result.customers == 4
    stale: dict[str, object] = {
        name: line.contact and (line.contact.stale, line.contact.stale_value) for name, line in lines.items()
    }
    assert stale == {"王芳": (1, 100), "李强": (1, 900), "": (0, 0)}
    files = {name: line.files and line.files.missing.get("phone", 0) for name, line in lines.items()}
    assert files == {"王芳": 1, "李强": 0, "": 0}
    assert [issue.values for issue in checked.issues if issue.code == "KC344"] == [{"count": 1}]


def test_a_row_without_a_manager_goes_with_the_others_of_its_customer(tmp_path: Path) -> None:
    book = "客户号 | 客户经理 | 存款余额\nC1 | 王芳 | 1\nC1 | | 2\nC2 | 李强 | 4\nC2 | 李强 | 8"
    checked = check(read(write_csv(tmp_path, book), TRACED), Policy().check)
    found = {line.manager: line.value for line in checked.result.managers or () if line.manager is not None}
    assert {name: value for name, value in found.items() if value is not None} == {"王芳": 3, "李强": 12}
    assert [issue.code for issue in checked.issues if issue.code == "KC344"] == []
