import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.render.text import legible
from keyclient.render.width import balanced, cells, cut, narrowest, pad, wrap

texts = st.text(st.one_of(st.characters(), st.sampled_from("张三（，。）“”a b"))).map(legible)


def test_a_chinese_character_takes_two_cells() -> None:
    assert cells("张三a") == 5


def test_padding_counts_cells_not_characters() -> None:
    assert pad("张三", 6) == "张三  "
    assert pad("1.00", 6, right=True) == "  1.00"


def test_a_name_loses_its_end() -> None:
    assert cut("上海宏远国际贸易有限公司", 9) == "上海宏远…"


def test_a_code_loses_its_middle_because_codes_differ_at_their_end() -> None:
    assert cut("62220210010001234567", 11) == "62220…34567"


@pytest.mark.parametrize("width", [0, 1, 2])
def test_a_width_without_room_for_a_character_leaves_the_mark(width: int) -> None:
    assert cut("张三丰", width) == "…"[:width] if width < 2 else "…"


def test_chinese_wraps_between_any_two_characters() -> None:
    assert wrap("全部客户中少数贡献最多", 8) == ["全部客户", "中少数贡", "献最多"]


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert wrap("共三户。共四户", 6) == ["共三", "户。共", "四户"]
    assert wrap("共三（四）户", 6) == ["共三", "（四）", "户"]


def test_western_words_stay_whole() -> None:
    assert wrap("look after them first", 10) == ["look after", "them first"]


def test_an_amount_stays_whole_inside_chinese() -> None:
    assert wrap("合计 -15,300.25 元", 12) == ["合计", "-15,300.25", "元"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


@given(texts, st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts, st.integers(0, 60))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width


def test_a_heading_is_broken_into_even_lines() -> None:
    assert balanced("客户占比", 6) == ["客户", "占比"]


def test_a_short_chinese_heading_is_not_broken() -> None:
    assert narrowest("类别") == 4
    assert narrowest("客户占比") == 4
    assert narrowest("share of customers") == 9


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("铂金：3.90万元，位列前 5%（门槛 1.52万元）", 35, "铂金：3.90万元，位列前 5%（门槛…"),
        ("铂金：3.90万元，位列前 5%", 10, "铂金：…"),
        ("iron: 456k yuan is below", 11, "iron:…"),
        ("贸易 2026 公司", 8, "贸易…"),
        ("1234567 元整", 5, "1234…"),
    ],
)
def test_a_text_is_never_cut_inside_an_amount(text: str, width: int, said: str) -> None:
    assert cut(text, width) == said
