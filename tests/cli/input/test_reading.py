import datetime as dt

import pytest

from keyclient.cli.input.mapping import MapSyntaxError, parse_map
from keyclient.cli.input.reading import (
    DateSyntaxError,
    TopSyntaxError,
    parse_date,
    parse_top,
)
from keyclient.model.label import Lang


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (None, 20),
        ("5", 5),
        (" 5 ", 5),
        ("0", 0),
        ("all", None),
        ("ALL", None),
        ("9" * 23, None),
        ("9" * 5000, None),
    ],
)
def test_top_is_a_number_or_all_and_more_than_there_can_be_is_all(
    text: str | None, count: int | None
) -> None:
    assert parse_top(text, default=20) == count


@pytest.mark.parametrize("text", ["banana", "-1", "1.5", ""])
def test_top_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(TopSyntaxError, match="write a number, or all"):
        parse_top(text, default=None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-31", "2026-10-31"),
        ("2026年10月31日", "2026-10-31"),
        ("２０２６年１０月３１日", "2026-10-31"),
        ("20261031", "2026-10-31"),
        ("2026/10/31", "2026-10-31"),
        ("2026.10.31", "2026-10-31"),
        ("31 Oct 2026", "2026-10-31"),
        ("31/10/2026", "2026-10-31"),
        ("2026年9月", "2026-09-30"),
        ("202609", "2026-09-30"),
        ("2026年三季度", "2026-09-30"),
    ],
)
def test_a_data_date_is_typed_as_a_book_writes_it(typed: str, day: str) -> None:
    found = parse_date(typed)
    assert found is not None
    assert found.isoformat() == day


def test_a_date_with_day_and_month_in_doubt_is_read_by_the_order_that_is_named() -> None:
    assert parse_date("03/04/2026", "dmy") == dt.date(2026, 4, 3)
    assert parse_date("03/04/2026", "mdy") == dt.date(2026, 3, 4)


@pytest.mark.parametrize("typed", ["03/04/2026", "3月", "2026", "46326", "2026-02-30", "yesterday", ""])
def test_what_is_no_whole_date_is_no_data_date(typed: str) -> None:
    with pytest.raises(DateSyntaxError, match="write the date as 2026-01-31"):
        parse_date(typed)


@pytest.mark.parametrize(
    "pair",
    ["deposits=存款 定期", "存款=存款 定期", "存款＝存款 定期", "Deposits=存款 定期", '存款余额="存款 定期"'],
)
def test_a_heading_is_mapped_to_a_field_by_its_name_in_either_language(pair: str) -> None:
    assert parse_map([pair]) == {"deposits": "存款 定期"}


def test_a_misspelt_field_is_answered_with_the_near_one_in_the_language_of_the_reader() -> None:
    with pytest.raises(MapSyntaxError) as caught:
        parse_map(["存宽=余额"])
    assert "没有字段“存宽”，最接近的是存款（deposits）。可用字段：客户号、客户名称、" in caught.value.text(
        Lang.ZH
    )
    assert "There is no field “存宽”; nearest: deposits." in caught.value.text(Lang.EN)
    assert caught.value.text(Lang.EN).endswith(", data_date.")
    assert caught.value.text(Lang.ZH).endswith("、数据日期。")
