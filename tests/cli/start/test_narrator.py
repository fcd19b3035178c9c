import datetime as dt
import io
from decimal import Decimal

import pytest

from keyclient.cli.start.narrator import Narrator, narrator
from keyclient.cli.start.verbosity import Verbosity
from keyclient.errors import UsageError
from keyclient.model.amount_words import amount_words
from keyclient.model.label import NO_WORDS, Label, Lang
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules.cells import DateUnreadable
from keyclient.model.rules.tiers import LoyaltyUnknown, OpenDatesInFuture
from keyclient.model.rules.totals import TotalDoesNotTie
from keyclient.policy.loading.refusals import SettingWithoutValue, UnknownVariable, combine
from keyclient.render.text import Voice

HELLO = Label("Reading.", "正在读取。")
BORN = Label("出生日期", "出生日期")
ISSUE = DateUnreadable("客户!F17", "birth_date", "约1980", field_name=BORN)
NO_TIE = TotalDoesNotTie(
    column="AUM",
    read=amount_words(Decimal(900)),
    book_total=amount_words(Decimal(1000)),
    difference=amount_words(Decimal(-100)),
    perhaps=NO_WORDS,
)


def _heard(verbosity: Verbosity, lang: Lang = Lang.EN, *, colour: bool = False) -> str:
    stream = io.StringIO()
    speaker = Narrator(stream, Voice(lang), verbosity, colour)
    speaker.detail(Label("Detail.", "细节。"))
    speaker.note(HELLO)
    speaker.warning(Sentence(Label("{count} rows.", "{count} 行。"), {"count": Value(1234, Kind.COUNT)}))
    speaker.issues([ISSUE, NO_TIE], 'keyclient check "客户 1.xlsx"')
    speaker.error(UsageError(reason="no {book}"))
    return stream.getvalue()


def test_a_narrator_says_notes_warnings_issues_and_errors() -> None:
    assert _heard(Verbosity.NORMAL).splitlines() == [
        "Reading.",
        "warning: 1,234 rows.",
        "error KC305: AUM: the customers add up to 900.00 yuan, but the book's total is 1,000.00 yuan (difference -100.00 yuan).",
        "warning KC103: 出生日期: the cell is not a date. See 客户!F17.",
        'Full list: keyclient check "客户 1.xlsx"',
        "error: no {book}",
    ]


def test_a_narrator_speaks_chinese() -> None:
    lines = _heard(Verbosity.NORMAL, Lang.ZH).splitlines()
    assert lines[:2] == ["正在读取。", "警告：1,234 行。"]
    assert lines[-2:] == ['完整清单：keyclient check "客户 1.xlsx"', "错误：no {book}"]


def test_a_quiet_narrator_says_errors_only() -> None:
    assert [line.split()[0] for line in _heard(Verbosity.QUIET).splitlines()] == ["error", "error:"]


def test_only_a_verbose_narrator_says_details_and_values_as_typed() -> None:
    assert "约1980" not in _heard(Verbosity.NORMAL)
    loud = _heard(Verbosity.VERBOSE)
    assert "Detail.\n" in loud
    assert "    客户!F17: “约1980”\n" in loud


def test_colour_wraps_whole_lines() -> None:
    assert _heard(Verbosity.QUIET, colour=True).splitlines()[-1] == "\x1b[31merror: no {book}\x1b[0m"


def test_a_name_in_an_error_cannot_steer_the_terminal() -> None:
    stream = io.StringIO()
    Narrator(stream, Voice(Lang.EN)).error(UsageError(reason="张\x1b[2J\n三"))
    assert stream.getvalue() == "error: 张?[2J 三\n"


def test_each_reason_why_the_policy_is_refused_is_a_line() -> None:
    stream = io.StringIO()
    reasons = [
        SettingWithoutValue(place="--set a\nb", option="--set"),
        UnknownVariable(name="KEYCLIENT_X", nearest="y"),
    ]
    Narrator(stream, Voice(Lang.EN)).error(combine(reasons))
    assert [line[:24] for line in stream.getvalue().splitlines()] == [
        "error: --set a b: write ",
        "error: environment varia",
    ]


def test_a_narrator_knows_how_many_rows_of_its_terminal_it_has_taken() -> None:
    speaker = Narrator(io.StringIO(), Voice(Lang.ZH), colour=True, width=10)
    speaker.note(Label("", "正在读取。"))
    speaker.note(Label("", "正在读取客户。"))
    speaker.detail(HELLO)
    assert speaker.rows == 3
    elsewhere = Narrator(io.StringIO(), Voice(Lang.ZH))
    elsewhere.note(HELLO)
    assert elsewhere.rows == 0


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_a_console_of_any_encoding_can_be_spoken_to(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    speaker = Narrator(stream, Voice(Lang.ZH, encoding=encoding))
    speaker.issues([ISSUE])
    speaker.error(UsageError(reason="👍"))


def test_a_closed_standard_error_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    narrator(Lang.EN, {}).note(HELLO)
    stream = io.StringIO()
    stream.close()
    Narrator(stream, Voice(Lang.EN)).note(HELLO)


def test_a_narrator_without_defects_names_no_list(capsys: pytest.CaptureFixture[str]) -> None:
    narrator(Lang.EN, {}).issues([], "book.xlsx")
    assert capsys.readouterr().err == ""


def _on_a_terminal(told: int, issues: int, *, verbosity: Verbosity = Verbosity.NORMAL) -> list[str]:
    """What stands on a terminal of 80 columns after some choices and issues of as many codes."""
    stream = io.StringIO()
    speaker = Narrator(stream, Voice(Lang.EN), verbosity, width=80)
    speaker.told([HELLO] * told)
    late = OpenDatesInFuture(count=1, as_of=dt.date(2026, 1, 31), effect=Label("unknown", "未知"))
    kinds = [ISSUE, NO_TIE, LoyaltyUnknown(count=3), late]
    speaker.issues(kinds[:issues], "keyclient check book.xlsx")
    return stream.getvalue().splitlines()


def test_a_terminal_has_at_most_five_lines_and_a_count_of_the_rest() -> None:
    lines = _on_a_terminal(2, 4)
    assert len(lines) == 5
    assert lines[2].startswith("error KC305: AUM: the customers add up to 900")
    assert all(len(line) < 80 for line in lines)
    assert lines[-1] == "2 more (warning 1, note 1); full list: keyclient check book.xlsx"


def test_what_fits_is_told_in_full() -> None:
    assert _on_a_terminal(2, 1)[-1] == "Full list: keyclient check book.xlsx"


def test_choices_leave_a_line_for_what_is_wrong() -> None:
    lines = _on_a_terminal(7, 4)
    assert len(lines) == 5
    assert lines[-1].startswith("4 more (error 1, warning 2, note 1); full list:")


def test_verbose_everything_is_told_on_a_terminal_too() -> None:
    lines = _on_a_terminal(7, 4, verbosity=Verbosity.VERBOSE)
    assert lines[:7] == ["Reading."] * 7
    assert sum(" KC" in line for line in lines) == 4


def test_lines_that_are_all_there_but_cut_leave_nothing_to_count() -> None:
    stream = io.StringIO()
    speaker = Narrator(stream, Voice(Lang.EN), width=70)
    speaker.told([HELLO, HELLO])
    speaker.issues([NO_TIE, ISSUE], "keyclient check book.xlsx")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 5
    assert lines[2].endswith("…")
    assert lines[-1] == "Full list: keyclient check book.xlsx"
