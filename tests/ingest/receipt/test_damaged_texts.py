"""Days shifted by a time zone, and text turned into question marks."""

from pathlib import Path

import pytest

from tests.ingest.writing import customers, issues, read, values, write_csv, write_xlsx


@pytest.mark.parametrize(
    ("times", "is_told"),
    [
        (("16:00:00", "16:00:00", "16:00:00"), True),
        (("16:00:00", "15:00:00", "16:00:00"), True),
        (("16:00", "16:00", ""), False),
        (("16:00:00", "09:30:00", "16:00:00"), False),
        (("00:00:00", "00:00:00", "00:00:00"), False),
    ],
)
def test_dates_all_at_sixteen_hours_are_read_as_written_and_told_with_the_likely_day(
    tmp_path: Path, times: tuple[str, str, str], *, is_told: bool
) -> None:
    rows = [f"C{at} | {at + 1} | 2025-12-{29 + at} {time}".rstrip() for at, time in enumerate(times)]
    loaded = read(write_csv(tmp_path, "客户号 | AUM | 开户日期\n" + "\n".join(rows)))
    assert customers(loaded, "open_date")[0] == "2025-12-29"
    assert issues(loaded, "KC357") == (["KC357 C2 warning"] if is_told else [])
    if is_told:
        told = values(loaded, "KC357")[0]
        assert (told["count"], told["written"], told["likely"]) == (3, "2025-12-29", "2025-12-30")


def test_dates_with_the_sign_of_greenwich_are_told_and_blank_ones_do_not_count(tmp_path: Path) -> None:
    sheet = (
        "客户号 | AUM | 出生日期\n1 | 5 | 1985-03-01T16:00:00.000Z\n2 | 5 |\n3 | 5 | 1990-07-01T15:00:00.000Z"
    )
    assert issues(read(write_csv(tmp_path, sheet)), "KC357") == ["KC357 C2 warning"]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_text_that_was_turned_into_question_marks_is_named_as_such(tmp_path: Path, write: object) -> None:
    assert callable(write)
    sheet = "客户号 | 客户名称 | AUM | 客户经理\nC1 | ??? | 5 | 王芳\nC2 | 张三 | 6 | \ufffd\ufffd\nC3 | ??(?) | 7 | 李？"
    loaded = read(write(tmp_path, sheet))
    told = [
        (issue.code, str(issue.cell).rpartition("!")[2], issue.values["count"]) for issue in loaded.issues
    ]
    assert told == [("KC358", "B2", 2), ("KC358", "D3", 1)]


def test_lost_headings_are_named_with_the_cells_under_them(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, "客户号 | ???? | AUM\nC1 | ?? | 5\nC2 | A | 6"))
    assert issues(loaded, "KC358") == ["KC358 B1 warning", "KC358 B2 warning"]


@pytest.mark.parametrize("remark", ["真的??", "why??", "?", "5?", "有问题？再说？"])
def test_a_question_is_no_lost_text(tmp_path: Path, remark: str) -> None:
    loaded = read(write_csv(tmp_path, f"客户号 | AUM | 备注\nC1 | 5 | {remark}"))
    assert issues(loaded, "KC358") == []
