"""Files of one portfolio that name a field otherwise, or have it in another type, are read each by its own columns."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from keyclient.ingest.portfolio.refusals import TypesDiffer
from keyclient.model.label import Lang
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import LOCAL, SEPTEMBER, needing, read, write_parquet

pytestmark = pytest.mark.parametrize("engine", LOCAL)


def test_every_file_names_a_field_by_its_own_heading_and_no_yuan_is_lost(
    engine: Engine, tmp_path: Path
) -> None:
    write_parquet(tmp_path / "a.parquet", {"客户号": ["1", "2"], "存款余额": [1, 2], "网点": ["甲", "甲"]})
    write_parquet(
        tmp_path / "b.parquet", {"Customer ID": ["3"], "存款": [Decimal("300.00")], "Branch": ["乙"]}
    )
    write_parquet(tmp_path / "c.parquet", {"客户号": ["4"], "存款余额(万元)": [0.5], "网点": ["丙"]})
    said = read(engine, tmp_path, needs=needing("customer_id"), by="branch")
    assert said.column("value") == [100, 200, 30_000, 500_000]
    assert said.column("group") == ["甲", "甲", "乙", "丙"]
    assert said.column("customer_id") == ["1", "2", "3", "4"]
    assert said.codes == []
    (line,) = said.scan.sources[0].money
    assert (line.read, line.accepted) == (Decimal("5303.00"), Decimal("5303.00"))


def test_of_two_headings_in_one_file_the_first_alias_counts_and_the_other_is_told(
    engine: Engine, tmp_path: Path
) -> None:
    write_parquet(tmp_path / "a.parquet", {"存款余额": [1, 2]})
    write_parquet(tmp_path / "b.parquet", {"存款余额": [3], "存款余额(万元)": [5], "存款": [7]})
    said = read(engine, tmp_path)
    assert said.column("value") == [100, 200, 700]
    told = [issue.message(Lang.EN) for issue in said.scan.issues]
    assert {issue.rule.code for issue in said.scan.issues} == {"KC810"}
    assert any("“存款余额” adds up to 3.00 yuan" in one for one in told)
    assert any("“存款余额(万元)” adds up to 50,000.00 yuan" in one for one in told)


@pytest.mark.parametrize(
    "others",
    [
        pa.array([2.5, None]),
        pa.array([Decimal("2.50"), None], pa.decimal128(18, 2)),
        pa.array([2.5, None], pa.float32()),
    ],
)
def test_whole_numbers_beside_numbers_with_fractions_are_one_column(
    engine: Engine, others: pa.Array, tmp_path: Path
) -> None:
    write_parquet(
        tmp_path / "a.parquet", {"aum": [1, 9_007_199_254_740], "age": pa.array([1, 2], pa.int32())}
    )
    write_parquet(tmp_path / "b.parquet", {"aum": others, "age": [3, 4]})
    write_parquet(tmp_path / "c.parquet", {"aum": pa.array([Decimal("0.105")], pa.decimal128(20, 3))})
    write_parquet(tmp_path / "empty.parquet", {"aum": pa.array([], pa.string())})
    write_parquet(tmp_path / "null.parquet", {"aum": pa.nulls(1), "age": [5]})
    said = read(engine, tmp_path, needs=needing("age"))
    assert sorted(map(str, said.column("value"))) == ["10", "100", "250", "900719925474000", "None", "None"]
    assert sorted(map(str, said.column("age"))) == ["1", "2", "3", "4", "5", "None"]
    assert said.codes == ["KC806"]


def test_texts_beside_numbers_are_refused(engine: Engine, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    write_parquet(tmp_path / "b.parquet", {"aum": ["1"]})
    with pytest.raises(TypesDiffer, match="string"):
        read(engine, tmp_path)


def test_words_mean_what_their_own_file_counts_in(engine: Engine, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"AUM余额": ["1,000", "x"]})
    write_parquet(tmp_path / "b.parquet", {"AUM余额(万元)": ["1,000"]})
    said = read(engine, tmp_path)
    assert said.column("value") == [100_000, 1_000_000_000]
    assert said.codes == ["KC805", "KC812"]
    assert "a.parquet, row 2 of its data, and is nothing" in said.scan.issues[1].message(Lang.EN)


def test_dates_may_stand_under_different_headings(engine: Engine, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1], "数据日期": [SEPTEMBER], "branch": ["a"]})
    write_parquet(tmp_path / "b.parquet", {"aum": [2], "data_date": ["2026/9/30"], "branch": ["b"]})
    write_parquet(tmp_path / "c.parquet", {"aum": [3], "统计日期": [20260831], "branch": ["b"]})
    said = read(engine, tmp_path)
    assert (said.scan.as_of, said.codes, said.column("value")) == (SEPTEMBER, ["KC800"], [100, 200])


def test_a_column_that_only_files_left_out_have_is_blank(engine: Engine, tmp_path: Path) -> None:
    write_parquet(tmp_path / "202608.parquet", {"aum": [1], "age": [30]})
    write_parquet(tmp_path / "202609.parquet", {"aum": [2]})
    said = read(engine, tmp_path, needs=needing("age"))
    assert said.column("age") == [None]


def test_a_group_that_is_blank_throughout_is_told(engine: Engine, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1, 2], "age": pa.nulls(2, pa.int64()), "kind": ["", "-"]})
    for by in ("age", "kind"):
        assert read(engine, tmp_path, by=by).codes == ["KC813"]
    assert read(engine, tmp_path, by="aum").codes == []


def test_what_fields_were_read_from_is_known_where_it_is_not_their_own_name(
    engine: Engine, tmp_path: Path
) -> None:
    columns = {
        "客户号": ["1"],
        "存款": [1],
        "分行": ["甲"],
        "月份": ["202609"],
        "holdings": ["理财"],
        "信托": [1],
    }
    write_parquet(tmp_path / "a.parquet", columns)
    write_parquet(
        tmp_path / "b.parquet", {"客户号": ["2"], "存款余额": [1], "分行": ["乙"], "月份": ["202609"]}
    )
    said = read(engine, tmp_path, needs=needing("customer_id", "deposits", life_cycle=True), by="branch")
    assert said.scan.understood["branch"] == ("分行",)
    assert said.scan.understood["deposits"] == ("存款", "存款余额")
    assert "holdings" in said.scan.understood["holdings"]
    plain = write_parquet(tmp_path / "plain" / "a.parquet", {"customer_id": ["1"], "aum": [1]})
    assert read(engine, plain, needs=needing("customer_id")).scan.understood == {}
