"""Cells of every type are the same values on every engine, and what cannot be read is told."""

from pathlib import Path

import pytest

from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import LOCAL, TORTURED, needing, read, torture, write_parquet


@pytest.fixture(scope="module")
def tortured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio in a partition with a Chinese name."""
    root = tmp_path_factory.mktemp("portfolio")
    torture(root / "分行=北京分行" / "月份=202603" / "a [1].parquet")
    return root


@pytest.fixture(scope="module", params=LOCAL)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every engine that needs no Java."""
    engine: Engine = request.param
    return engine


def test_engines_read_all_cells_alike(tortured: Path) -> None:
    pandas, duckdb = (read(engine, tortured, needs=TORTURED, by="分行") for engine in LOCAL)
    assert pandas.rows == duckdb.rows
    assert pandas.scan.sources == duckdb.scan.sources
    assert pandas.scan.issues == duckdb.scan.issues
    assert pandas.scan.measure == duckdb.scan.measure


def test_amounts_are_fen_in_the_unit_of_the_heading_half_to_even(tortured: Path, engine: Engine) -> None:
    found = {
        row["customer_id"]: row for row in read(engine, tortured, needs=TORTURED, measure="deposits").rows
    }
    assert [found[name]["deposits"] for name in ("007", "00001", "00002", "00005")] == [100, 102, -100, 556]
    aum = {
        row["customer_id"]: row["value"] for row in read(engine, tortured, needs=needing("customer_id")).rows
    }
    assert aum["007"] == 1_150_000
    assert aum["00009"] == 123_456_789_000
    assert aum["00004"] is None
    assert "00008" not in aum  # infinite: set aside


def test_amounts_as_people_write_them_are_read(tortured: Path, engine: Engine) -> None:
    found = {
        row["customer_id"]: row["loans"]
        for row in read(engine, tortured, needs=TORTURED, measure="deposits").rows
    }
    assert [found[f"{number:05}"] for number in (1, 2, 3, 6, 7, 9, 10)] == [
        123_400,
        1_200_000,
        None,
        1234,
        None,
        700,
        -50,
    ]


def test_dates_in_any_notation_are_days(tortured: Path, engine: Engine) -> None:
    found = {
        row["customer_id"]: row for row in read(engine, tortured, needs=TORTURED, measure="deposits").rows
    }
    assert len({found[name]["open_date"] for name in ("007", "00001", "00002", "00003", "00009")}) == 1
    assert found["00007"]["open_date"] is None
    assert str(found["00011"]["last_contact"]) == "2026-01-12"
    assert str(found["00011"]["last_transaction"]) == "2026-01-12"


def test_words_for_choices_ratings_and_blanks_are_understood(tortured: Path, engine: Engine) -> None:
    found = {
        row["customer_id"]: row for row in read(engine, tortured, needs=TORTURED, measure="deposits").rows
    }
    assert [found[f"{number:05}"]["risk_rating"] for number in (1, 2, 3)] == ["R3", "R5", None]
    assert found["007"]["name"] == "O'Brien\\x"
    assert found["00001"]["name"] is None  # what databases write for a missing value
    assert found["00002"]["name"] is None
    assert found["00001"]["id_number"] == "110105194912310021"


def test_holdings_come_from_lists_and_from_columns(tortured: Path, engine: Engine) -> None:
    found = {
        row["customer_id"]: row for row in read(engine, tortured, needs=TORTURED, measure="deposits").rows
    }
    assert found["007"]["fund#held"] == 1
    assert found["00001"]["fund#held"] == 0
    assert found["00002"]["fund#held"] is None
    assert found["00003"]["family_trust#held"] == 1
    assert found["00003"]["trust#held"] == 0


def test_unreadable_cells_are_counted(tortured: Path, engine: Engine) -> None:
    said = read(engine, tortured, needs=TORTURED)
    counted = {issue.field: issue.values["count"] for issue in said.scan.issues if issue.code == "KC804"}
    assert counted == {
        "loans": 1,
        "age": 2,
        "open_date": 2,
        "risk_rating": 1,
        "products": 3,
        "satisfaction": 1,
    }
    assert "KC805" in said.codes
    assert said.scan.sources[0].rows.ties
    assert all(line.ties for line in said.scan.sources[0].money)


def test_whole_fen_are_read_without_any_work(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1, None, -3]}, fen=["aum"])
    assert read(Engine.DUCKDB, file).column("value") == [-3, 1, None]


@pytest.mark.parametrize("engine", LOCAL)
def test_sums_past_the_width_of_the_columns_are_exact(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [10**16] * 1500}, fen=["aum"])
    assert str(read(engine, file).scan.sources[0].money[0].read) == "150000000000000000.00"
