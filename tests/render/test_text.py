import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.label import Label, Lang
from keyclient.model.report import Cell, Kind, Sentence, Value
from keyclient.render.text import Voice, legible

EN, ZH, EXACT = Voice(Lang.EN), Voice(Lang.ZH), Voice(Lang.EN, exact=True)


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (Decimal("1234567.5"), Kind.MONEY, "1,234,567.50"),
        (Decimal("-0.001"), Kind.MONEY, "0.00"),
        (12345, Kind.COUNT, "12,345"),
        (0.80041, Kind.SHARE, "80.04%"),
        (-0.000001, Kind.SHARE, "0.00%"),
        (0.7312345678, Kind.NUMBER, "0.7312"),
        (41.5, Kind.NUMBER, "41.5"),
        (Decimal("12.50"), Kind.NUMBER, "12.5"),
        (100, Kind.NUMBER, "100"),
        (10**17 + 1, Kind.NUMBER, "100,000,000,000,000,001"),
        (0.000012345, Kind.NUMBER, "1.234e-05"),
        (0.0, Kind.NUMBER, "0"),
        (dt.date(2026, 1, 3), Kind.DATE, "2026-01-03"),
        (45, Kind.YEARS, "45"),
        (45.26, Kind.YEARS, "45.3"),
        (Label("high", "高"), Kind.TEXT, "high"),
        (None, Kind.SHARE, "n/a"),
        (float("nan"), Kind.NUMBER, "n/a"),
        (Decimal("Infinity"), Kind.MONEY, "n/a"),
        (Decimal("12.3456"), Kind.WAN, "12.35"),
        (Decimal("0.0003"), Kind.WAN, "0.0003"),
        (Decimal("-0.000001"), Kind.WAN, "-0.000001"),
        (Decimal("0.00"), Kind.WAN, "0.00"),
    ],
)
def test_a_value_reads_as_its_kind(value: Cell, kind: Kind, said: str) -> None:
    assert EN.value(value, kind) == said


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (0.7312345678, Kind.NUMBER, "0.7312345678"),
        (Decimal("1234.56789"), Kind.NUMBER, "1,234.56789"),
        (Decimal("23.50"), Kind.WAN, "23.50"),
        (Decimal("1.123"), Kind.WAN, "1.123"),
        (Decimal("-0.0000001"), Kind.WAN, "0.00"),
        (Decimal("1234.5"), Kind.MONEY, "1,234.50"),
    ],
)
def test_an_exact_voice_gives_figures_in_full(value: Cell, kind: Kind, said: str) -> None:
    assert EXACT.value(value, kind) == said


@pytest.mark.parametrize("voice", [EN, EXACT])
def test_shares_have_two_decimals_and_indices_four_wherever_people_read_them(voice: Voice) -> None:
    assert voice.value(0.688241521912727, Kind.SHARE) == "68.82%"
    assert voice.value(0.451696, Kind.INDEX) == "0.4517"
    assert voice.formatter(Kind.INDEX)(0.2) == "0.2000"
    assert voice.value(45.26, Kind.YEARS) == "45.3"
    assert voice.value(62.123456, Kind.SCORE) == "62.1"


@pytest.mark.parametrize("sum_of_floats", [Decimal("1003114.5603006584169"), 1003114.5603006584169])
def test_what_binary_fractions_leave_behind_is_no_figure(sum_of_floats: Cell) -> None:
    sentence = Sentence(Label("{sum}", "{sum}"), {"sum": Value(sum_of_floats, Kind.NUMBER)})
    assert EXACT.sentence(sentence) == EN.sentence(sentence) == "1,003,114.5603"
    assert EXACT.value(Decimal("0.1") + Decimal(repr(0.1 + 0.2)), Kind.NUMBER) == "0.4"


def test_yuan_in_a_sentence_have_their_unit_and_figures_beside_a_name_do_not() -> None:
    sentence = Sentence(Label("{sum} in all.", "合计{sum}。"), {"sum": Value(Decimal("1234.5"), Kind.MONEY)})
    assert EN.sentence(sentence) == "1,234.50 yuan in all."
    assert EXACT.sentence(sentence) == "1,234.50 yuan in all."
    assert ZH.sentence(sentence) == "合计1,234.50元。"
    assert ZH.value(Decimal("1234.5"), Kind.MONEY) == "1,234.50"


def test_numbers_of_a_column_have_equally_many_decimals() -> None:
    assert list(map(EN.formatter(Kind.NUMBER), [0.5, 0.25])) == ["0.5000", "0.2500"]


def test_what_does_not_exist_is_said_so_but_a_blank_name_stays_blank() -> None:
    assert ZH.formatter(Kind.SHARE)(None) == "—"
    assert ZH.formatter(Kind.TEXT)(None) == ""


def test_a_sentence_says_its_values_by_their_kinds() -> None:
    label = Label("{name} holds {share}.", "{name}占 {share}。")
    sentence = Sentence(label, {"name": Value("张三", Kind.TEXT), "share": Value(0.5, Kind.SHARE)})
    assert ZH.sentence(sentence) == "张三占 50.00%。"


def test_braces_in_a_name_are_no_places_to_fill() -> None:
    sentence = Sentence(Label("{name}!", "{name}！"), {"name": Value("{0}{evil}", Kind.TEXT)})
    assert EN.sentence(sentence) == "{0}{evil}!"


def test_an_escape_sequence_in_a_name_becomes_visible_and_harmless() -> None:
    assert legible("赵\x1b[31m六\x9b2J\x07") == "赵?[31m六?2J?"


def test_line_breaks_become_blanks_and_invisible_characters_go() -> None:
    assert legible("钱\r\n七\u2028八\u202e\u200b") == "钱  七 八"


def test_what_a_console_cannot_show_is_replaced() -> None:
    assert legible("café 张三", "gbk") == "café 张三"
    assert legible("naïve 张三", "cp1252") == "naïve ??"
    assert legible("\udc80", "utf-8") == "?"


@given(st.text(st.characters()), st.sampled_from(["utf-8", "gbk", "cp1252", "ascii"]))
def test_a_legible_text_is_encodable_and_steers_nothing(text: str, encoding: str) -> None:
    said = legible(text, encoding)
    said.encode(encoding)
    assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in said)
