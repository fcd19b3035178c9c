import datetime as dt
import decimal
import locale
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.table_refusals import HeadingNotFound
from keyclient.model.column import HeadingStatus
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import ANY, customers, issues, loaded, money, read, rows, values, write_csv

SHARED = Path(os.environ.get("KEYCLIENT_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")


def standings(loaded: Loaded) -> dict[str, HeadingStatus]:
    return {column.heading: column.standing for column in loaded.columns if column.field is not None}


def test_a_heading_that_its_cells_contradict_is_not_taken_unless_the_user_says_so(tmp_path: Path) -> None:
    book = "客户号 | loan | AUM\n1 | yes | 1\n2 | no | 2\n3 | no | 3\n4 | 100 | 4"
    found = loaded(tmp_path, book)
    assert issues(found) == ["KC201 B1 warning"]
    assert (values(found, "KC201")[0]["bad"], values(found, "KC201")[0]["filled"]) == (3, 4)
    assert standings(found)["loan"] is HeadingStatus.CONTRADICTED
    assert "loans" not in found.portfolio.frame
    given = loaded(tmp_path, book, loans="loan")
    assert issues(given) == ["KC102 B2 warning", "KC102 B3 warning", "KC102 B4 warning"]
    assert customers(given, "loans") == ["", "", "", "100"]


def test_half_of_the_cells_do_not_contradict_and_errors_say_nothing(tmp_path: Path) -> None:
    book = "客户号 | 贷款 | AUM\n1 | 是 | 1\n2 | 5 | 2\n3 | #N/A | 3\n4 | #N/A | 4"
    assert standings(loaded(tmp_path, book))["贷款"] is HeadingStatus.TAKEN
    strict = replace(ANY, policy=Policy(read=ReadPolicy(contradiction=0.2)))
    assert standings(read(write_csv(tmp_path, book), strict))["贷款"] is HeadingStatus.CONTRADICTED


def test_of_two_headings_for_one_field_the_first_alias_is_taken_and_the_other_told(tmp_path: Path) -> None:
    book = "客户号 | 各项存款 | 时点余额 | AUM\n1 | 5 | 6 | 7"
    found = loaded(tmp_path, book)
    assert customers(found, "deposits") == ["6"]
    assert issues(found) == ["KC202 B1 note"]
    assert standings(found)["各项存款"] is HeadingStatus.RIVAL
    assert customers(loaded(tmp_path, book, deposits="各项存款"), "deposits") == ["5"]


def test_of_two_identical_headings_none_is_taken_until_the_user_names_one(tmp_path: Path) -> None:
    book = "客户号 | 存款 | 存款 | AUM\n1 | 5 | 6 | 7"
    found = loaded(tmp_path, book)
    assert issues(found) == ["KC208 B1 warning"]
    assert "deposits" not in found.portfolio.frame
    second = loaded(tmp_path, book, deposits="存款#2")
    assert (customers(second, "deposits"), issues(second, "KC208")) == (["6"], [])


def test_a_heading_of_the_command_line_must_be_there_and_one_of_the_policy_need_not(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "客户号 | 我行资产\n1 | 5")
    with pytest.raises(HeadingNotFound, match="Nearest: 我行资产"):
        read(path, replace(ANY, mapping={"aum": "我行资"}))
    policy = Policy(columns={"aum": "我行资产", "loans": "别的列"})
    assert customers(read(path, replace(ANY, policy=policy)), "aum") == ["5"]


def test_a_customer_called_total_with_an_id_counts_and_is_told(tmp_path: Path) -> None:
    found = loaded(tmp_path, "客户号 | 客户名称 | AUM\n1 | 合计 | 5\n2 | 李四 | 6")
    assert (customers(found, "name"), issues(found)) == (["合计", "李四"], ["KC306 B2 warning"])


def test_a_line_with_a_cell_too_many_is_set_aside_and_one_too_short_is_kept(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text(
        "客户号,客户名称,AUM\n1,张三,5\n2,李,四,6\n3,王五\n4,赵六,7,\n", "utf-8"
    )
    found = read(tmp_path / "book.csv")
    assert customers(found, "customer_id", "aum") == ["1 | 5", "3 | ", "4 | 7"]
    assert rows(found) == {"read": 4, "customers": 3, "set_aside": 1}
    assert issues(found) == ["KC307 3 error", "KC307 4 warning", "KC102 C3 error"]
    without = read(tmp_path / "book.csv", replace(ANY, needs_measure=False))
    assert rows(without) == rows(found)


def test_a_unit_that_looks_wrong_is_told_and_nothing_is_rescaled(tmp_path: Path) -> None:
    book = "客户号 | AUM(万元)\n1 | 123456.78\n2 | 223456.78\n3 | 323456.78"
    found = loaded(tmp_path, book)
    assert issues(found) == ["KC205 B1 warning"]
    assert money(found)["AUM(万元)"][0] == 6703703400


def test_the_data_date_is_the_callers_else_the_books_else_the_files(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "数据日期：2025-12-31 | |\n客户号 | AUM | x\n1 | 5 |")
    for asked, day, from_file in [
        (ANY, dt.date(2026, 1, 31), False),
        (replace(ANY, as_of=None), dt.date(2025, 12, 31), False),
        (replace(ANY, as_of=None, policy=Policy(as_of=dt.date(2024, 1, 1))), dt.date(2024, 1, 1), False),
    ]:
        found = read(path, asked)
        assert (found.portfolio.as_of, found.as_of_from_file) == (day, from_file)
    path = write_csv(tmp_path, "客户号 | AUM\n1 | 5")
    os.utime(path, (0, dt.datetime(2023, 5, 5, 12, tzinfo=dt.UTC).timestamp()))
    found = read(path, replace(ANY, as_of=None))
    assert (found.portfolio.as_of, found.as_of_from_file) == (dt.date(2023, 5, 5), True)


def test_customers_come_as_models_too(tmp_path: Path) -> None:
    found = loaded(tmp_path, "客户号 | AUM | 开户日期 | 年龄\n001 | 5.5 | 2020-01-01 | 30\n002 | | |")
    first, second = found.portfolio.customers
    assert (first.customer_id, first.aum, first.open_date, first.age) == ("001", 550, dt.date(2020, 1, 1), 30)
    assert (second.customer_id, second.aum, second.open_date, second.age) == ("002", None, None, None)


def test_reading_leaves_no_trace_in_the_process(tmp_path: Path) -> None:
    def state() -> tuple[object, ...]:
        descriptors = Path("/proc/self/fd")
        opened = sorted(item.name for item in descriptors.iterdir()) if descriptors.exists() else []
        return (
            opened,
            Path.cwd(),
            dict(os.environ),
            decimal.getcontext().prec,
            locale.setlocale(locale.LC_ALL),
        )

    before = state()
    loaded(tmp_path, "客户号 | AUM\n1 | 5")
    assert state() == before


@pytest.mark.skipif(not (SHARED / "books").is_dir(), reason=f"there is no folder {SHARED / 'books'}")
def test_every_shared_book_is_read_and_ties_or_is_refused() -> None:
    read_whole = 0
    for path in sorted((SHARED / "books").rglob("*.*")):
        with suppress(InputError):
            read(path, replace(ANY, needs_measure=False))
            read_whole += 1
    assert read_whole
