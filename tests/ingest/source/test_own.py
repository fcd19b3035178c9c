from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.request import Request
from tests.ingest.writing import AS_OF, read, write_csv, write_xlsx

BOOK = """
客户号 | 姓名 | AUM | keyclient·类别 | keyclient·排名
001    | 张三 | 5   | A              | 1
002    | 李四 | 6   | A              | 2
合计   |      | 11  |                |
"""
SUMMARY = """
keyclient·哪些少数客户贡献了大部分价值 |
客户号 | AUM
001    | 5
002    | 6
003    | 7
"""
ASKED = Request(as_of=AS_OF, traced=True)


def test_own_columns_are_neither_fields_nor_headings(tmp_path: Path) -> None:
    loaded = read(write_xlsx(tmp_path, BOOK), ASKED)
    assert [column.heading for column in loaded.columns] == ["客户号", "姓名", "AUM"]
    assert loaded.portfolio.sources[0].rows.customers == 2
    assert loaded.trace is not None
    assert loaded.trace.layout.own == {3: "keyclient·类别", 4: "keyclient·排名"}
    assert loaded.trace.layout.last_column == 2


def test_a_book_reads_as_it_did_before_anything_was_written_into_it(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    plain = "\n".join("|".join(line.split("|")[:3]) for line in BOOK.strip().splitlines())
    before, after = (
        read(write_xlsx(tmp_path / "before", plain), ASKED),
        read(write_xlsx(tmp_path, BOOK), ASKED),
    )
    assert before.issues == after.issues
    assert before.portfolio.sources[0].rows == after.portfolio.sources[0].rows
    assert before.portfolio.frame.equals(after.portfolio.frame)


def test_a_column_that_the_user_has_added_behind_ours_belongs_to_the_table(tmp_path: Path) -> None:
    rows = [
        f"{line} | {word}"
        for line, word in zip(BOOK.strip().splitlines(), ("网点", "东", "西", ""), strict=True)
    ]
    loaded = read(write_xlsx(tmp_path, "\n".join(rows)), ASKED)
    assert [(column.letter, column.heading) for column in loaded.columns][-1] == ("F", "网点")
    assert loaded.portfolio.frame["branch"].tolist() == ["东", "西"]


def test_own_sheets_are_never_chosen_and_not_told(tmp_path: Path) -> None:
    loaded = read(write_xlsx(tmp_path, BOOK, SUMMARY, names=("客户", "汇总")), ASKED)
    assert loaded.portfolio.sources[0].sheet == "客户"
    assert not [issue for issue in loaded.issues if issue.code == "KC203"]


def test_an_own_sheet_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BOOK, SUMMARY, names=("客户", "汇总"))
    loaded = read(path, Request(as_of=AS_OF, sheet="汇总"))
    assert loaded.portfolio.sources[0].rows.customers == 3


def test_a_book_of_nothing_but_own_sheets_has_no_table(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read(write_xlsx(tmp_path, SUMMARY), ASKED)


def test_own_columns_of_a_text_file_are_passed_over_too(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, BOOK), ASKED)
    assert [column.heading for column in loaded.columns] == ["客户号", "姓名", "AUM"]


@pytest.mark.parametrize("heading", ["keyclient", "keyclient 类别", "用 keyclient·类别"])
def test_a_heading_of_the_user_that_is_alike_stays(tmp_path: Path, heading: str) -> None:
    loaded = read(write_xlsx(tmp_path, BOOK.replace("keyclient·类别", heading)), ASKED)
    assert heading in [column.heading for column in loaded.columns]
