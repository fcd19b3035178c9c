"""The records behind what is only counted elsewhere: what contradicts, and in which row of which book."""

from dataclasses import replace

from keyclient.analysis.overlap.issues import overlap_issues
from keyclient.analysis.overlap.report import overlap_report
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.analysis.overlap.whom import Whom
from keyclient.model.label import Lang
from tests.analysis.overlap.joined import members, overlapping
from tests.analysis.overlap.shared import LOOK

HERS, ANOTHER = "11010519491231002X", "440524188001010014"


def _doubts(result: OverlapResult) -> list[tuple[str, int, tuple[str, ...], str, int, str | None]]:
    return [
        (one.kind, one.number, one.contradicts, one.path, one.row, one.customer_id) for one in result.doubts
    ]


def _said(result: OverlapResult, code: str, lang: Lang = Lang.EN) -> tuple[str | None, str]:
    (issue,) = (one for one in overlap_issues(result, result.doubts) if one.code == code)
    return issue.cell, issue.message(lang)


def test_every_record_of_an_id_that_does_not_join_is_listed_with_what_contradicts() -> None:
    heading = "customer_id|name|id_number|birth_date"
    result = overlapping(
        members(f"{heading}\nc1|王伟|{HERS}|\nc2|李娜||1980-01-01\nc3|赵六||", "a.csv"),
        members(f"{heading}\nc1|王伟|{ANOTHER}|\nc2|李丽||1980-01-02\nc3|赵六||", "b.csv"),
    )
    assert result.total.contradicted == 2
    assert _doubts(result) == [
        ("customer_id", 1, ("id_number", "birth_date"), "a.csv", 2, "c1"),
        ("customer_id", 1, ("id_number", "birth_date"), "b.csv", 2, "c1"),
        ("customer_id", 2, ("name", "birth_date"), "b.csv", 3, "c2"),
        ("customer_id", 2, ("name", "birth_date"), "a.csv", 3, "c2"),
    ]


def test_of_two_who_are_joined_and_a_third_of_their_id_all_three_are_listed() -> None:
    lines = "c1|王伟", "c1|王伟", "c1|李娜"
    books = [members(f"customer_id|name\n{line}", f"{place}.csv") for place, line in enumerate(lines)]
    assert [(path, what) for _, _, what, path, _, _ in _doubts(overlapping(*books))] == [
        ("2.csv", ("name",)),
        ("0.csv", ("name",)),
        ("1.csv", ("name",)),
    ]


def test_numbers_of_somebody_else_are_told_with_the_rows_where_they_stand() -> None:
    lines = [f"{at}|{name}|{HERS}" for at, name in enumerate(("王伟", "李娜", "张敏", "刘洋"))]
    result = overlapping(
        members("\n".join(("customer_id|name|id_number", *lines)), "share/a.csv"),
        members("customer_id|name|id_number\n9|孙丽|", "b.csv"),
    )
    assert [(kind, what, row) for kind, _, what, _, row, _ in _doubts(result)] == [
        ("id_number", ("name",), row) for row in (2, 3, 4, 5)
    ]
    cell, message = _said(result, "KC621")
    assert cell == "a.csv!2"
    assert "Rows: a.csv!2, a.csv!3, a.csv!4, a.csv!5." in message
    assert "所在行：a.csv!2、a.csv!3" in _said(result, "KC621", Lang.ZH)[1]


def test_one_value_in_several_books_is_told_with_the_rows_of_all_of_them() -> None:
    books = [members("customer_id|aum\nc1|100\nc2|7", f"{place}/a.csv") for place in "xy"]
    books += [members("customer_id|aum\nc2|8\nc1|100", "b.csv")]
    result = overlapping(*books)
    assert result.total.repeated == 2
    assert [(what, path, row) for _, number, what, path, row, _ in _doubts(result) if number == 1] == [
        (("value",), "b.csv", 3),
        (("value",), "x/a.csv", 2),
        (("value",), "y/a.csv", 2),
    ]
    cell, message = _said(result, "KC623")
    assert cell == "b.csv!3"
    assert "b.csv!3, 'x/a.csv'!2, 'y/a.csv'!2, 'x/a.csv'!3, 'y/a.csv'!3." in message


def test_of_many_rows_an_issue_names_the_first_and_their_number() -> None:
    lines = "\n".join(f"c{at}|100" for at in range(10, 30))
    result = overlapping(*(members(f"customer_id|aum\n{lines}", f"{name}.csv") for name in "ab"))
    assert "(40)" in _said(result, "KC623")[1]
    assert result.total_doubts == 40


def test_the_records_to_check_are_a_table() -> None:
    books = [members(f"customer_id|name\nc1|{name}", f"{name}.csv") for name in ("王伟", "李娜")]
    table = next(
        one
        for one in overlap_report(overlapping(*books), replace(LOOK, whom=Whom(books))).tables
        if one.key == "doubts"
    )
    assert [column.key for column in table.columns][:3] == ["number", "kind", "customer_id"]
    assert [row[3] for row in table.rows] == ["王伟", "李娜"]
