"""Numbers and dates as people write them are read however many different ones there are, as cells of a book are."""

import datetime as dt
from decimal import Context, Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.portfolio import pandas_engine, sql_table
from keyclient.ingest.portfolio.refusals import MeasureTooVaried
from keyclient.model.scan import Engine
from tests.examples import costly
from tests.ingest.portfolio.parquet import LOCAL, needing, read, write_parquet

WIDE = Context(prec=60)
ROWS = 1200
"""More than the different texts that are read as words."""


@st.composite
def amounts(draw: st.DrawFn) -> str:
    """A number with signs around it that say nothing, or something else, of its value."""
    whole = draw(st.integers(0, 10**13))
    text = draw(st.sampled_from([f"{whole:,}", str(whole), f"{whole:.4e}", f"{whole:E}", f"{whole:.0e}"]))
    text += draw(st.sampled_from(["", "", ".5", ".125", ".0000000000015", "e3", "e-2", "."]))
    before = draw(st.sampled_from(["", "", "-", "+", "¥", "￥ ", "-¥", "￥-", "(", "$"]))
    return before + text + draw(st.sampled_from(["", "", "元", " 元", "万", "%", ")", "x"]))


DATES = st.one_of(
    st.builds(
        lambda day, style, rest: day.strftime(style) + rest,
        st.dates(dt.date(1850, 1, 1)),
        st.sampled_from(["%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%Y年%m月%d日", "%Y/%-m/%-d", "%d/%m/%Y", "%y/%m/%d"]),
        st.sampled_from(["", "", " 00:00:00", "T10:22", " 9:05", "x"]),
    ),
    st.sampled_from(["1980/2/30", "19800230", "1980//1", "1980年5月", "1980-5-6日", "1980年5/6"]),
)  # fmt: skip


def by_words_and_written(
    engine: Engine, file: Path, field: str, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[object, object]]:
    """What every row is read as among few different texts and among many."""
    asked = {"needs": needing(field, "customer_id"), "measure": "aum"}
    found = []
    for most in (1000, 0):
        for module in (sql_table, pandas_engine):
            monkeypatch.setattr(module, "MOST_WORDS", most)
        rows = read(engine, file, **asked).rows
        found.append([row[field] for row in sorted(rows, key=lambda row: str(row["customer_id"]))])
    return list(zip(*found, strict=True))


@costly
@given(
    texts=st.lists(amounts(), min_size=10, max_size=40, unique=True),
    field=st.sampled_from(["loans", "products", "satisfaction"]),
)
@pytest.mark.parametrize("engine", LOCAL)
def test_numbers_are_those_of_a_book(
    engine: Engine, field: str, texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    columns = {"customer_id": [f"{at:04}" for at in range(len(texts))], "aum": [1] * len(texts), field: texts}
    file = write_parquet(tmp_path_factory.mktemp("written") / "a.parquet", columns)
    with pytest.MonkeyPatch.context() as patch:
        for words, written in by_words_and_written(engine, file, field, patch):
            assert written in (None, words)


@costly
@given(texts=st.lists(DATES, min_size=10, max_size=40, unique=True))
@pytest.mark.parametrize("engine", LOCAL)
def test_dates_are_those_of_a_book(
    engine: Engine, texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    columns = {
        "customer_id": [f"{at:04}" for at in range(len(texts))], "aum": [1] * len(texts), "open_date": texts
    }  # fmt: skip
    file = write_parquet(tmp_path_factory.mktemp("written") / "a.parquet", columns)
    with pytest.MonkeyPatch.context() as patch:
        for words, written in by_words_and_written(engine, file, "open_date", patch):
            assert written in (None, words)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    "style",
    [
        "{0:,}.50",
        "¥{0}.5",
        "￥ {0:,}.50",
        "{0}.5元",
        "-¥{0}.50",
        "{1:.7E}",
        "+{0}.500000000000",
        "{1:e}",
        "{0:,}.5",
    ],
)
def test_any_number_of_different_amounts_is_read(engine: Engine, style: str, tmp_path: Path) -> None:
    size = range(1000, 1000 + ROWS)
    file = write_parquet(tmp_path / "a.parquet", {"aum": [style.format(at, at + 0.5) for at in size]})
    sign = -1 if "-¥" in style else 1
    assert sorted(map(abs, read(engine, file).column("value"))) == [at * 100 + 50 for at in size]  # type: ignore[arg-type]
    assert read(engine, file).codes == []
    assert read(engine, file).scan.sources[0].money[0].read * sign > 0


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    "style", ["%Y%m%d", "%Y/%m/%d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y-%m-%d 00:00:00", "whole", "float"]
)
def test_any_number_of_different_dates_is_read(engine: Engine, style: str, tmp_path: Path) -> None:
    days = [dt.date(1950, 1, 1) + dt.timedelta(days=7 * at) for at in range(ROWS)]
    written: pa.Array | list[object] = [day.strftime(style) for day in days]
    if style in ("whole", "float"):
        whole = [int(day.strftime("%Y%m%d")) for day in days]
        written = pa.array(whole, pa.int64()) if style == "whole" else pa.array(map(float, whole))
    file = write_parquet(
        tmp_path / "a.parquet", {"aum": list(range(ROWS)), "birth_date": written}, fen=["aum"]
    )
    found = read(engine, file, needs=needing("birth_date"))
    assert [row["birth_date"] for row in sorted(found.rows, key=lambda row: int(str(row["value"])))] == days
    assert found.codes == []


@pytest.mark.parametrize("engine", LOCAL)
def test_words_beyond_the_limit_are_told_with_the_reason(engine: Engine, tmp_path: Path) -> None:
    columns = {"aum": [f"{at}.5万" for at in range(ROWS)] + ["1,234.5"] * ROWS, "loans": ["1,000"] * 2 * ROWS}
    said = read(engine, write_parquet(tmp_path / "a.parquet", columns), needs=needing("loans"))
    assert said.codes == ["KC805", "KC807", "KC812"]
    assert said.scan.issues[1].values["count"] == ROWS
    assert said.column("value") == [123_450] * ROWS


@pytest.mark.parametrize("engine", LOCAL)
def test_a_measure_of_words_beyond_the_limit_is_refused_with_the_reason(
    engine: Engine, tmp_path: Path
) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [f"{at}.5万" for at in range(ROWS)]})
    with pytest.raises(MeasureTooVaried, match="1000"):
        read(engine, file)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("scale", [2, 4, 10, 18, 19, 30])
def test_decimals_of_any_scale_are_rounded_once_half_to_even(
    engine: Engine, scale: int, tmp_path: Path
) -> None:
    tie, least = Decimal("0.015"), Decimal(10) ** -scale
    below, above = WIDE.subtract(tie, least), WIDE.add(tie, least)
    exact = [
        Decimal("0.005"),
        Decimal("0.015"),
        below,
        above,
        -below,
        -above,
        Decimal("7654321.25"),
        Decimal(-3),
    ]
    kind = pa.decimal128(38, scale)
    cells = pa.array([WIDE.quantize(number, Decimal(10) ** -scale) for number in exact], kind)
    fen = [
        int(WIDE.quantize(WIDE.multiply(number, Decimal(100)), Decimal(1))) for number in cells.to_pylist()
    ]
    file = write_parquet(tmp_path / "a.parquet", {"customer_id": [str(at) for at in range(8)], "aum": cells})
    rows = read(engine, file, needs=needing("customer_id")).rows
    assert [row["value"] for row in sorted(rows, key=lambda row: str(row["customer_id"]))] == fen
    counts = pa.array([Decimal(2), WIDE.add(Decimal(2), least)], kind)
    file = write_parquet(tmp_path / "b.parquet", {"aum": [1, 2], "products": counts}, fen=["aum"])
    assert read(engine, file, needs=needing("products")).column("products") in ([2, None], [None, 2])
