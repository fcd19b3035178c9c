import csv
import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from keyclient.model.label import Label
from keyclient.model.measure import Amount
from keyclient.model.report import Cell, Kind, Table, TableColumn
from keyclient.render.machine import render_csv, render_json
from tests.render import sample

RUN = "=+-@\t\r\n＝＋－＠"
amounts = st.decimals(min_value=-(10**14), max_value=10**14, places=2)


class Result(BaseModel):
    """Some of what results are made of."""

    total: Amount
    share: float | None
    words: dict[str, Any]


def _result(*, total: Decimal = Decimal(1), share: float | None = 0.5, **words: object) -> Result:
    return Result.model_construct(total=total, share=share, words=words)


def _table(kind: Kind, values: list[Cell]) -> Table:
    columns = (
        TableColumn("value", Label("value", "值"), kind),
        TableColumn("place", Label("place", "序号"), Kind.COUNT),
    )
    return Table("t", Label("T", "表"), columns, [(value, place) for place, value in enumerate(values)])


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


def _cells(kind: Kind, values: list[Cell]) -> list[str]:
    rows = _read(render_csv(_table(kind, values)))
    assert [row[1] for row in rows] == ["place", *map(str, range(len(values)))]
    return [row[0] for row in rows[1:]]


@given(st.lists(st.text()))
def test_any_text_is_read_back_as_it_was_but_for_the_apostrophe(texts: list[str]) -> None:
    assert _cells(Kind.TEXT, list(texts)) == [
        f"'{text}" if text[:1] and text[0] in RUN else text for text in texts
    ]


@given(st.lists(st.text(max_size=2)))
def test_a_single_column_keeps_its_blank_rows(texts: list[str]) -> None:
    table = Table(
        "t", Label("T", "表"), (TableColumn("only", Label("o", "o"), Kind.TEXT),), [(text,) for text in texts]
    )
    assert len(_read(render_csv(table))) == 1 + len(texts)


@given(st.lists(amounts))
def test_amounts_are_read_back_to_the_fen(values: list[Decimal]) -> None:
    said = _cells(Kind.MONEY, list(values))
    assert [Decimal(text) for text in said] == values
    assert all(len(text.partition(".")[2]) == 2 for text in said)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_shares_and_numbers_are_read_back_to_the_last_digit(values: list[float]) -> None:
    assert [float(text) for text in _cells(Kind.SHARE, list(values))] == values


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert _cells(Kind.TEXT, [text]) == [f"'{text}"]


def test_a_heading_that_a_spreadsheet_would_run_gets_one_too() -> None:
    columns = (
        TableColumn("=cmd", Label("c", "c"), Kind.TEXT),
        TableColumn("a,b", Label("c", "c"), Kind.TEXT),
    )
    assert render_csv(Table("t", Label("T", "表"), columns, ())) == b'\'=cmd,"a,b"\n'


def test_a_negative_amount_keeps_its_sign_and_nothing_else() -> None:
    assert _cells(Kind.MONEY, [Decimal("-1234.5"), Decimal("-0.001")]) == ["-1234.50", "0.00"]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.MONEY, None, ""),
        (Kind.MONEY, Decimal("NaN"), ""),
        (Kind.SHARE, None, ""),
        (Kind.SHARE, float("nan"), ""),
        (Kind.NUMBER, float("inf"), ""),
        (Kind.NUMBER, Decimal("1E+3"), "1000"),
        (Kind.NUMBER, 12, "12"),
        (Kind.COUNT, 1234567, "1234567"),
        (Kind.DATE, dt.date(2026, 1, 3), "2026-01-03"),
        (Kind.DATE, None, ""),
        (Kind.YEARS, 45.5, "45.5"),
        (Kind.TEXT, None, ""),
        (Kind.TEXT, Label("high", "高"), "high"),
        (Kind.TEXT, "00124", "00124"),
    ],
)
def test_a_cell_is_exact_and_plain(kind: Kind, value: Cell, said: str) -> None:
    assert _cells(kind, [value]) == [said]


def test_only_a_file_begins_with_a_byte_order_mark() -> None:
    table = _table(Kind.TEXT, ["张三"])
    assert render_csv(table) == "value,place\n张三,0\n".encode()
    assert render_csv(table, bom=True) == "\ufeffvalue,place\n张三,0\n".encode()


def test_a_terminal_is_not_steered_by_a_name() -> None:
    table = _table(Kind.TEXT, ["赵\x1b[31m六\x9b"])
    assert render_csv(table, terminal=True) == "value,place\n赵?[31m六?,0\n".encode()
    assert b"\x1b" in render_csv(table)


def test_a_character_of_a_broken_file_name_does_not_break_the_output() -> None:
    assert _cells(Kind.TEXT, ["x\udc80"]) == ["x?"]
    assert json.loads(render_json(_result(path="x\udc80")))["words"] == {"path": "x\N{REPLACEMENT CHARACTER}"}


def test_many_rows_are_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyclient.render.machine._ROWS_AT_ONCE", 7)
    assert _cells(Kind.COUNT, list(range(50))) == [str(number) for number in range(50)]


def test_json_keeps_keys_in_declared_order_and_chinese_as_it_is() -> None:
    expected = '{\n  "total": 1234.5,\n  "share": 0.5,\n  "words": {\n    "name": "张三"\n  }\n}\n'
    assert render_json(_result(total=Decimal("1234.50"), name="张三")) == expected.encode()


@pytest.mark.parametrize("nothing", [float("nan"), float("inf"), -float("inf")])
def test_json_says_null_for_what_is_no_number(nothing: float) -> None:
    result = _result(total=Decimal(str(nothing)), share=nothing, deep=[{"x": nothing}])
    expected = {"total": None, "share": None, "words": {"deep": [{"x": None}]}}
    assert json.loads(render_json(result), parse_constant=pytest.fail) == expected
    with_surrogate = _result(total=Decimal(str(nothing)), share=nothing, deep=[{"x": nothing}, "\udc80"])
    assert json.loads(render_json(with_surrogate), parse_constant=pytest.fail)["share"] is None


@given(st.text(), st.floats())
def test_json_is_utf8_without_controls_and_reads_back(text: str, number: float) -> None:
    data = render_json(_result(share=number, text=text))
    assert not any(
        character != "\n" and (character < " " or "\x7f" <= character <= "\x9f")
        for character in data.decode()
    )
    assert json.loads(data, parse_constant=pytest.fail)["words"]["text"] == text


def test_csv_of_a_report_has_the_keys_of_the_json() -> None:
    heading = _read(render_csv(sample.top(3)))[0]
    assert heading == ["rank", "customer_id", "name", "value", "share", "cumulative_share", "class"]
