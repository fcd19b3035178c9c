from decimal import Decimal

from keyclient.model.amount_words import amount_words
from keyclient.model.issue import Issue
from keyclient.model.label import NO_WORDS, Label, Lang
from keyclient.model.rules import Severity
from keyclient.model.rules.cells import DateUnreadable
from keyclient.model.rules.funnel import StageNotOnLadder
from keyclient.model.rules.rows import RowsLeftOut
from keyclient.model.rules.tables import HiddenRowsRead
from keyclient.model.rules.totals import TotalDoesNotTie
from keyclient.render.issues import summary
from keyclient.render.text import Voice

EN, ZH = Voice(Lang.EN), Voice(Lang.ZH)
BORN = Label("出生日期", "出生日期")


def _dates(count: int) -> list[Issue]:
    return [
        DateUnreadable(f"客户!F{row}", "birth_date", "约1980", field_name=BORN) for row in range(2, 2 + count)
    ]


HIDDEN = HiddenRowsRead(count=3)
NO_TIE = TotalDoesNotTie(
    column="AUM",
    read=amount_words(Decimal(900)),
    book_total=amount_words(Decimal(1000)),
    difference=amount_words(Decimal(-100)),
    perhaps=NO_WORDS,
)


def test_one_defect_is_one_line_with_its_place() -> None:
    assert list(summary(_dates(1), ZH)) == [
        (Severity.WARNING, "警告 KC103：出生日期：单元格内容不是日期。见 客户!F2。")
    ]


def test_many_defects_of_a_code_are_one_line_with_the_first_places() -> None:
    ((_, en),) = summary(_dates(12), EN)
    ((_, zh),) = summary(_dates(12), ZH)
    assert (
        en
        == "warning KC103, 12 times: 出生日期: the cell is not a date. See 客户!F2, 客户!F3, 客户!F4 and 9 more."
    )
    assert (
        zh == "警告 KC103（12 处）：出生日期：单元格内容不是日期。见 客户!F2、客户!F3、客户!F4，另有 9 处。"
    )


def _dates_of(*names: str) -> list[Issue]:
    return [
        DateUnreadable(f"客户!{letter}2", name, field_name=Label(name, name))
        for letter, name in zip("ABCDEFGHIJKLMNOPQRST", names, strict=False)
    ]


def test_the_same_defect_in_several_columns_is_one_line_a_column() -> None:
    lines = [line for _, line in summary([*_dates(2), *_dates_of("open_date", "年检日")], EN)]
    assert lines == [
        "warning KC103, 2 times: 出生日期: the cell is not a date. See 客户!F2, 客户!F3.",
        "warning KC103: open_date: the cell is not a date. See 客户!A2.",
        "warning KC103: 年检日: the cell is not a date. See 客户!B2.",
    ]


def test_the_same_defect_in_very_many_columns_names_the_others_in_one_line() -> None:
    assert len(list(summary(_dates_of(*"甲乙丙丁"), EN))) == 4
    issues = [
        *_dates_of("甲", "乙", "丙", "open_date", "丁"),
        DateUnreadable("客户!E3", "丁", field_name=Label("丁", "丁")),
    ]
    *_, en = [line for _, line in summary(issues, EN)]
    *_, zh = [line for _, line in summary(issues, ZH)]
    assert en == (
        "warning KC103, 3 more times in 2 other columns: open date, 丁. See 客户!D2, 客户!E2, 客户!E3."
    )
    assert zh == "警告 KC103（另有 3 处）：涉及其他 2 列：开户日期、丁。见 客户!D2、客户!E2、客户!E3。"
    *_, many = [line for _, line in summary(_dates_of(*"甲乙丙丁戊己庚辛壬癸子丑寅卯"), ZH)]
    assert "丁、戊、己、庚、辛、壬、癸、子、丑、寅、…。" in many


def test_rows_of_several_kinds_are_one_line_a_kind() -> None:
    others = [
        RowsLeftOut(f"客户!{row}", count=1, kind=Label(kind, kind), amounts=NO_WORDS)
        for row, kind in enumerate("甲乙")
    ]
    assert len(list(summary(others, ZH))) == 2


def test_a_defect_of_the_whole_book_has_no_place() -> None:
    assert list(summary([HIDDEN], ZH)) == [(Severity.NOTE, "提示 KC204：隐藏或被筛选掉的 3 行也已读取。")]


def test_the_worst_comes_first() -> None:
    severities = [severity for severity, _ in summary([HIDDEN, *_dates(2), NO_TIE], EN)]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


def test_defects_that_set_rows_aside_are_told_apart_from_the_same_that_do_not() -> None:
    lost = DateUnreadable("客户!F9", sets_aside=True, field_name=BORN)
    lines = [line for _, line in summary([*_dates(2), lost], EN)]
    assert lines[0].startswith("error KC103: ")
    assert lines[1].startswith("warning KC103, 2 times: ")


def test_what_was_typed_is_only_said_in_detail() -> None:
    assert not any("约1980" in line for _, line in summary(_dates(3), EN))
    lines = [line for _, line in summary(_dates(3), EN, detail=True)]
    assert lines[1] == "    Type the date as 2026-01-31."
    assert lines[2:] == ["    客户!F2: “约1980”", "    客户!F3: “约1980”", "    客户!F4: “约1980”"]


def test_detail_of_very_many_defects_stays_readable() -> None:
    assert len(list(summary(_dates(500), EN, detail=True))) == 22


def test_a_value_cannot_steer_the_terminal() -> None:
    issue = DateUnreadable("客户!F2", "birth_date", "\x1b[2J", field_name=Label("a\nb", "a\nb"))
    assert not any("\x1b" in line or "\n" in line for _, line in summary([issue], EN, detail=True))


def test_a_book_without_defects_has_nothing_to_say() -> None:
    assert list(summary([], EN)) == []


def test_all_unknown_stages_are_counted_in_one_line() -> None:
    issues = [
        StageNotOnLadder("B17", "stage", stage="暂停", count=2, nearest=Label("none", "无")),
        StageNotOnLadder("B12", "stage", stage="谈盼", count=3, nearest="谈判"),
    ]
    ((_, en),), ((_, zh),) = (list(summary(issues, voice)) for voice in (EN, ZH))
    assert en == (
        "warning KC430, 2 times: Rows with a stage that is not known: 5 (“暂停”, “谈盼”). "
        "Nearest: “暂停”: none, “谈盼”: 谈判. See B17, B12."
    )
    assert "5 行的阶段无法识别：“暂停”、“谈盼”。最接近的阶段：“暂停”：无、“谈盼”：谈判。" in zh
    assert "3 (“谈盼”). Nearest: 谈判." in next(summary(issues[1:], EN))[1]
