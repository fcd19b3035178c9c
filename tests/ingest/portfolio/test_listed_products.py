"""Lists of holdings count products where a portfolio has no count of them, as in a book."""

from pathlib import Path

import pytest

from keyclient.ingest.portfolio import opening, pandas_engine, sql_table
from keyclient.model.portfolio import LISTED_PRODUCTS
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import LOCAL, needing, read, write_parquet

COUNTED = needing("customer_id", product_counts=True)
LISTS = {
    "理财、基金": 2, "无": 0, "-": None, None: None, "基金2，基金 3": 1, "3": 3, "理财;新产品;国债": 3, " 保险 ": 1, "基金、手机银行": 2, "基金": 1,
}  # fmt: skip


def listed(path: Path, lists: list[object]) -> Path:
    """Customers with lists."""
    columns = {
        "customer_id": [f"{at:04}" for at in range(len(lists))],
        "aum": range(len(lists)),
        "holdings": lists,
    }
    return write_parquet(path, {name: list(column) for name, column in columns.items()}, fen=["aum"])


@pytest.mark.parametrize("engine", LOCAL)
def test_products_are_counted_in_lists(engine: Engine, tmp_path: Path) -> None:
    found = read(engine, listed(tmp_path / "a.parquet", list(LISTS)), needs=COUNTED)
    rows = sorted(found.rows, key=lambda row: str(row["customer_id"]))
    assert [row[LISTED_PRODUCTS] for row in rows] == list(LISTS.values())
    assert found.codes == []


@pytest.mark.parametrize("engine", LOCAL)
def test_lists_without_known_words_are_no_lists_unless_the_user_says_so(
    engine: Engine, tmp_path: Path
) -> None:
    file = listed(tmp_path / "a.parquet", ["甲乙", "丙丁", "戊己", "理财"])
    assert LISTED_PRODUCTS not in read(engine, file, needs=COUNTED).rows[0]
    said = read(engine, file, needs=COUNTED, mapping={"holdings": "holdings"})
    assert said.column(LISTED_PRODUCTS) == [1, 1, 1, 1]


@pytest.mark.parametrize("engine", LOCAL)
def test_too_many_lists_are_told(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = listed(tmp_path / "a.parquet", ["理财", "基金", "国债"])
    for kind in (pandas_engine.PandasTable, sql_table.SqlTable):
        monkeypatch.setattr(kind.distinct, "__defaults__", (2,))
        monkeypatch.setattr(kind.cells, "__defaults__", (2,))
    monkeypatch.setattr(opening, "MOST_LISTS", 2)
    said = read(engine, file, needs=needing(product_counts=True, life_cycle=True))
    assert said.codes == ["KC808"]
    assert LISTED_PRODUCTS not in said.rows[0]
    assert set(said.column("fund#held")) == {None}
