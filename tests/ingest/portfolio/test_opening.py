"""Which rows of a portfolio count: files, partitions, data dates; and the account of all others."""

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.portfolio.opening import open_scans
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.model.label import Lang
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import AUGUST, LOCAL, SEPTEMBER, needing, read, rows_of, write_parquet

pytestmark = pytest.mark.parametrize("engine", LOCAL)


def branches(folder: Path) -> Path:
    """Two branches, one of which has not sent September yet."""
    for name, branch, day, values in (
        ("a", "北京", AUGUST, [100, 200]),
        ("b", "北京", SEPTEMBER, [300, None, -5]),
        ("c", "上海", AUGUST, [7]),
    ):
        size = len(values)
        columns = {"branch": [branch] * size, "data_date": [day] * size, "aum": values}
        write_parquet(folder / f"{name}.parquet", columns, fen=["aum"])
    return folder


def in_one_file(folder: Path) -> Path:
    """The same rows, so that no footer tells which of them count."""
    columns = {
        "branch": ["北京"] * 5 + ["上海"],
        "data_date": [AUGUST, AUGUST, SEPTEMBER, SEPTEMBER, SEPTEMBER, AUGUST],
        "aum": [100, 200, 300, None, -5, 7],
    }
    return write_parquet(folder / "all.parquet", columns, fen=["aum"])


@pytest.mark.parametrize("write", [branches, in_one_file])
def test_each_branch_counts_at_its_newest_date(engine: Engine, write: object, tmp_path: Path) -> None:
    said = read(engine, write(tmp_path), by="branch")  # type: ignore[operator]
    assert said.column("value") == [-5, 300, 7, None]
    assert said.scan.customers == 4
    assert said.scan.as_of == SEPTEMBER
    assert said.codes == ["KC800", "KC803"]
    assert said.scan.issues[0].message(Lang.EN).endswith("2, AUM 3.00 yuan; they are left out.")
    (source,) = said.scan.sources
    assert (source.rows.read, source.rows.customers, source.rows.set_aside) == (6, 4, 2)
    assert [(str(line.read), str(line.accepted)) for line in source.money] == [("6.02", "3.02")]


@pytest.mark.parametrize("write", [branches, in_one_file])
def test_an_earlier_day_can_be_asked_for(engine: Engine, write: object, tmp_path: Path) -> None:
    said = read(engine, write(tmp_path), as_of=AUGUST)  # type: ignore[operator]
    assert said.column("value") == [100, 200, 7]
    assert said.codes == ["KC801"]
    assert said.scan.as_of == AUGUST


def test_rows_without_a_date_are_left_out_and_told(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1, 2], "data_date": [None, AUGUST]}, fen=["aum"])
    said = read(engine, file)
    assert (said.column("value"), said.codes) == ([2], ["KC802"])


def test_the_newest_two_dates_of_one_portfolio_are_compared(engine: Engine, tmp_path: Path) -> None:
    with open_scans(ScanRequest((branches(tmp_path),), engine)) as scans:
        assert [(scan.as_of, scan.customers) for scan in scans] == [(AUGUST, 2), (SEPTEMBER, 3)]


@pytest.mark.parametrize("write", [branches, in_one_file])
def test_neither_of_two_compared_dates_is_told_to_be_left_out(
    engine: Engine, write: object, tmp_path: Path
) -> None:
    path = write(tmp_path)  # type: ignore[operator]
    with open_scans(ScanRequest((path,), engine)) as scans:
        assert [issue.rule.code for scan in scans for issue in scan.issues] == ["KC811"]
        told = scans[1].issues[0].message(Lang.EN)
        assert "only one data date: 1 (上海); their 1 rows, AUM 0.07 yuan, are left out of both sides" in told
        rows = [scan.sources[0].rows for scan in scans]
        assert [(one.read, one.customers, one.set_aside) for one in rows] == [(6, 2, 4), (6, 3, 3)]
    older = [dt.date(2026, 7, 31), AUGUST, SEPTEMBER]
    columns = {"data_date": older, "aum": [1, 2, 3], "branch": ["天津"] * 3}
    write_parquet(tmp_path / "older.parquet", columns, fen=["aum"])
    with open_scans(ScanRequest((tmp_path,), engine)) as scans:
        both = [issue for scan in scans for issue in scan.issues]
    assert [issue.rule.code for issue in both] == ["KC800", "KC811"]
    assert both[0].message(Lang.EN).split(": ")[1].split(",")[0] == "1"


@pytest.mark.parametrize("is_one_file", [True, False])
def test_every_branch_is_compared_at_its_own_newest_two_dates(
    engine: Engine, *, is_one_file: bool, tmp_path: Path
) -> None:
    days = (dt.date(2026, 7, 31), AUGUST, SEPTEMBER)
    rows = [
        (branch, day, 10**place + at)
        for place, (branch, own) in enumerate(
            (("甲", days[1:]), ("乙", days[:2]), ("丙", days[2:]), ("丁", days))
        )
        for at, day in enumerate(own)
    ]
    for at, part in enumerate([rows] if is_one_file else [[row] for row in rows]):
        branch, dates, values = zip(*part, strict=True)
        write_parquet(
            tmp_path / f"{at}.parquet", {"branch": branch, "data_date": dates, "aum": values}, fen=["aum"]
        )
    with open_scans(ScanRequest((tmp_path,), engine)) as scans:
        before, after = (sorted(row["value"] for row in rows_of(scan)) for scan in scans)  # type: ignore[type-var]
        assert (before, after) == ([1, 10, 1001], [2, 11, 1002])
        assert [scan.as_of for scan in scans] == [AUGUST, SEPTEMBER]
        assert [issue.rule.code for issue in scans[0].issues] == ["KC803"]
        told = [issue.message(Lang.EN) for issue in scans[1].issues]
    assert [one.rule.code for one in scans[1].issues] == ["KC800", "KC811", "KC803"]
    assert "Rows of earlier dates (2026-07-31): 1, AUM 10.00 yuan" in told[0]


def test_two_portfolios_stand_in_order_of_their_dates(engine: Engine, tmp_path: Path) -> None:
    new = write_parquet(tmp_path / "new_202609.parquet", {"aum": [1]})
    old = write_parquet(tmp_path / "old_202608.parquet", {"aum": [1]})
    with open_scans(ScanRequest((new, old), engine)) as scans:
        assert [scan.as_of for scan in scans] == [AUGUST, SEPTEMBER]


def test_keys_of_partitions_stay_text(engine: Engine, tmp_path: Path) -> None:
    for branch in ("北京分行", "0012", "a=b", "%E4%B8%8A海"):
        write_parquet(tmp_path / f"分行={branch}" / "月份=202603" / "f[0].parquet", {"aum": [1]})
    said = read(engine, tmp_path, by="分行")
    assert said.column("group") == ["0012", "a=b", "上海", "北京分行"]
    assert said.scan.group == "branch"
    assert said.scan.as_of == dt.date(2026, 3, 31)


def test_months_as_partitions_are_data_dates(engine: Engine, tmp_path: Path) -> None:
    for month in ("202603", "202604"):
        write_parquet(tmp_path / f"月份={month}" / "f.parquet", {"aum": [1, 2], "branch": ["a", "b"]})
    said = read(engine, tmp_path)
    assert (said.scan.as_of, said.scan.customers, said.codes) == (dt.date(2026, 4, 30), 2, ["KC800"])


def test_names_of_files_date_them_branch_by_branch(engine: Engine, tmp_path: Path) -> None:
    write_parquet(tmp_path / "客户202603.parquet", {"aum": [1, 2, 4], "branch": ["a", "b", "b"]})
    write_parquet(tmp_path / "客户202604.parquet", {"aum": [8], "branch": ["a"]})
    said = read(engine, tmp_path)
    assert said.column("value") == [200, 400, 800]
    assert said.codes == ["KC800", "KC803"]


def test_without_any_date_the_file_says_when_it_was_changed(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "x.parquet", {"aum": [1]})
    os.utime(file, (1_767_200_000, 1_767_200_000))
    said = read(engine, file)
    assert said.scan.as_of_from_file
    assert said.scan.as_of == dt.datetime.fromtimestamp(1_767_200_000).astimezone().date()


def test_a_pattern_names_several_files(engine: Engine, tmp_path: Path) -> None:
    for name in ("a1", "a2", "b1"):
        write_parquet(tmp_path / f"{name}.parquet", {"aum": [1]})
    assert read(engine, tmp_path / "a*.parquet").scan.customers == 2


def test_a_column_that_a_file_lacks_is_blank_and_told(engine: Engine, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1], "age": [30]})
    write_parquet(tmp_path / "b.parquet", {"aum": [2]})
    said = read(engine, tmp_path, needs=needing("age"))
    assert (said.column("age"), said.codes) == ([30, None], ["KC806"])


def test_narrow_and_wide_numbers_are_one_column(engine: Engine, tmp_path: Path) -> None:
    import pyarrow as pa

    write_parquet(tmp_path / "a.parquet", {"aum": pa.array([1], pa.int32())})
    write_parquet(tmp_path / "b.parquet", {"aum": pa.array([2], pa.int64()), "data_date": pa.nulls(1)})
    assert read(engine, tmp_path).column("value") == [100, 200]


def test_groups_are_text_and_a_blank_is_empty(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(
        tmp_path / "a.parquet", {"aum": [1, 2, 3], "级别": [1, None, 12], "manager": [" 王 ", "", None]}
    )
    assert read(engine, file, by="级别").column("group") == ["1", "", "12"]
    assert read(engine, file, by="客户经理").column("group") == ["王", "", ""]


def test_the_hash_is_of_the_content_not_of_the_place(engine: Engine, tmp_path: Path) -> None:
    shas = {
        read(engine, write_parquet(tmp_path / folder / "a.parquet", {"aum": [value]}).parent)
        .scan.sources[0]
        .sha256
        for folder, value in (("x", 1), ("y", 1), ("z", 2))
    }
    assert len(shas) == 2


def test_the_user_names_the_column_of_a_field(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"total": [1], "aum": [5], "Day": ["2026-03-31"]})
    said = read(engine, file, mapping={"aum": "total", "data_date": "Day"})
    assert (said.column("value"), said.scan.as_of) == ([100], dt.date(2026, 3, 31))


def test_spill_folders_vanish_also_after_an_error(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    spill = tmp_path / "spill"
    spill.mkdir()
    request = replace(ScanRequest((file,), engine), spill=spill)
    with pytest.raises(ZeroDivisionError), open_scans(request):
        raise ZeroDivisionError
    assert not list(spill.iterdir())
