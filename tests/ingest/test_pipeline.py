from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.pipeline_refusals import (
    BookIsSummary,
    LogNotJoined,
    LogSheetsTie,
    LogWithoutKey,
    NoStages,
)
from keyclient.ingest.base.table_refusals import HeadingNotFound, MeasureNotNumeric, SheetNotFound
from keyclient.model.pipeline import Shape
from tests.ingest.pipelines import csv_book, funnel_policy, read_pipeline, shape_of
from tests.ingest.writing import write_xlsx

SNAPSHOT = """
客户号 | 客户名称 | 客户经理 | 销售阶段 | AUM
001 | 张三 | 甲 | 潜在 | 10
002 | 李四 | 乙 | 可能 | 20
002 | 李四 | 乙 | 可能 | 5
003 | 王五 | 甲 | 已成交 | x
"""


LOG = """
客户号 | 阶段 | 日期
001 | 潜在 | 2026-01-01
002 | 潜在 | 2026-01-02
002 | 可能 | 2026-01-12
003 | 潜在 | 2026-01-03
003 | 已成交 | 2026-01-20
"""


DEALS = """
Opportunity ID | Stage | Close Date | Amount
A | Prospecting | 2026-01-01 | 5
A | Prospecting | 2026-01-01 | 5
B | Won | 2026-01-02 | 7
"""


def test_customers_of_a_snapshot_merge_and_none_is_set_aside_for_its_amount(tmp_path: Path) -> None:
    found = read_pipeline(csv_book(tmp_path, SNAPSHOT), by="客户经理")
    assert shape_of(found) == (Shape.SNAPSHOT, [3])
    assert found.pipeline.group == "manager"
    assert found.pipeline.book.frame["value"].tolist()[:2] == [1000, 2500]
    assert [issue.code for issue in found.parts[0].issues if issue.sets_aside] == []


def test_events_of_one_customer_never_merge(tmp_path: Path) -> None:
    found = read_pipeline(csv_book(tmp_path, LOG), by="阶段")
    assert shape_of(found) == (Shape.LOG, [5])
    assert (found.pipeline.key, found.pipeline.log_group) == ("customer_id", "stage")
    assert found.parts[0].portfolio.sources[0].rows.merged == 0
    assert [issue.code for issue in found.parts[0].issues] == []
    assert "5 events" in found.parts[0].told[0].label.en.format(
        **{name: value.value for name, value in found.parts[0].told[0].values.items()}
    )


def test_deals_are_a_snapshot_and_their_amount_is_the_value(tmp_path: Path) -> None:
    found = read_pipeline(csv_book(tmp_path, DEALS))
    assert shape_of(found) == (Shape.SNAPSHOT, [3])
    measure = found.pipeline.book.measure
    assert measure is not None
    assert measure.name == "Amount"


def test_an_amount_without_numbers_is_passed_over_unless_it_was_asked_for(tmp_path: Path) -> None:
    path = csv_book(tmp_path, "Deal ID | Stage | Amount\nA | Lead | large\nB | Won | small")
    assert read_pipeline(path).pipeline.book.measure is None
    with pytest.raises(MeasureNotNumeric):
        read_pipeline(path, measure="Amount")


def test_the_policy_may_say_what_a_book_is(tmp_path: Path) -> None:
    path = csv_book(tmp_path, LOG)
    assert shape_of(read_pipeline(path, policy=funnel_policy(mode="snapshot"))) == (Shape.SNAPSHOT, [3])
    accounts = csv_book(tmp_path, SNAPSHOT, "accounts.csv")
    assert shape_of(read_pipeline(accounts, policy=funnel_policy(mode="log"))) == (Shape.LOG, [4])
    nameless = csv_book(tmp_path, "阶段 | 网点\n潜在 | 东\n可能 | 西", "nameless.csv")
    with pytest.raises(LogWithoutKey):
        read_pipeline(nameless, policy=funnel_policy(mode="log"))


def test_a_log_on_a_sheet_of_its_own_is_found(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, SNAPSHOT, LOG, "说明\n本表说明", names=("客户", "跟进", "说明"))
    found = read_pipeline(path, by="客户经理")
    assert shape_of(found) == (Shape.BOTH, [3, 5])
    assert (found.pipeline.key, found.pipeline.group, found.pipeline.log_group) == (
        "customer_id",
        "manager",
        None,
    )
    assert [part.portfolio.sources[0].sheet for part in found.parts] == ["客户", "跟进"]


def test_a_sheet_that_was_named_is_read_alone(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, SNAPSHOT, LOG, names=("客户", "跟进"))
    assert shape_of(read_pipeline(path, sheet="客户")) == (Shape.SNAPSHOT, [3])
    assert shape_of(read_pipeline(path, sheet="跟进")) == (Shape.LOG, [5])


def test_a_workbook_with_nothing_but_a_log_and_notes_is_a_log(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, LOG, "说明 | 作者\n本表说明 | 1", names=("跟进", "说明"))
    assert shape_of(read_pipeline(path)) == (Shape.LOG, [5])


def test_two_sheets_that_are_logs_need_a_word(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, SNAPSHOT, LOG, LOG, names=("客户", "一", "二"))
    with pytest.raises(LogSheetsTie, match="“一”, “二”"):
        read_pipeline(path)
    assert shape_of(read_pipeline(path, log_sheet="二")) == (Shape.BOTH, [3, 5])
    with pytest.raises(SheetNotFound):
        read_pipeline(path, log_sheet="三")


def test_a_log_in_a_second_file_is_joined_and_may_be_a_sheet_of_several(tmp_path: Path) -> None:
    book = csv_book(tmp_path, SNAPSHOT)
    log = write_xlsx(tmp_path, LOG, "说明 | 作者\n本表说明 | 1", names=("跟进", "说明"))
    assert shape_of(read_pipeline(book, log=log)) == (Shape.BOTH, [3, 5])
    assert shape_of(read_pipeline(book, log=log, log_sheet="跟进")) == (Shape.BOTH, [3, 5])


def test_what_was_mapped_may_be_in_either_table_and_has_to_be_in_one(tmp_path: Path) -> None:
    book = csv_book(tmp_path, SNAPSHOT.replace("客户经理", "谁"))
    log = csv_book(tmp_path, LOG.replace("日期", "何时").replace("阶段", "到哪"), "log.csv")
    mapping = {"manager": "谁", "stage_date": "何时", "stage": "到哪"}
    found = read_pipeline(book, log=log, mapping=mapping, by="manager")
    assert shape_of(found) == (Shape.BOTH, [3, 5])
    assert "stage_date" in found.parts[1].portfolio.frame
    with pytest.raises(HeadingNotFound):
        read_pipeline(book, log=log, mapping={**mapping, "source": "哪来"})
    with pytest.raises(HeadingNotFound):
        read_pipeline(book, log=log, mapping=mapping, by="哪来")


def test_the_group_is_the_books_but_the_source_is_the_logs(tmp_path: Path) -> None:
    book = csv_book(tmp_path, SNAPSHOT.replace("客户经理", "来源"))
    log = csv_book(
        tmp_path, LOG.replace("日期", "日期 | 来源 | 渠道").replace("\n0", " | 广告 | 线上\n0"), "log.csv"
    )
    by_source = read_pipeline(book, log=log, by="来源").pipeline
    assert (by_source.group, by_source.log_group) == (None, "source")
    assert read_pipeline(book, log=log, by="客户名称").pipeline.group == "name"
    assert read_pipeline(book, log=log, by="渠道").pipeline.log_group == "渠道#by"


def test_a_log_without_a_common_id_cannot_be_joined(tmp_path: Path) -> None:
    book = csv_book(tmp_path, SNAPSHOT)
    with pytest.raises(LogNotJoined):
        read_pipeline(book, log=csv_book(tmp_path, LOG.replace("客户号", "号"), "log.csv"))
    with pytest.raises(LogNotJoined):
        read_pipeline(book, log=csv_book(tmp_path, LOG.replace("阶段", "事"), "log.csv"))


@pytest.mark.parametrize(
    "table",
    [
        "流量来源 | 来源明细 | 访客数 | 支付转化率\n一级 | A | 35188 | 9.98%\n二级 | B | 28467 | 11%",
        "阶段 | 人数\n潜在 | 100\n可能 | 40\n成交 | 10",
        "阶段 | 网点 | 人数\n潜在 | 东 | 9\n可能 | 东 | 4\n潜在 | 西 | 9\n可能 | 西 | 5",
        "月份 | 潜在 | 可能 | 成交\n1月 | 35188 | 4200 | 1203\n2月 | 28467 | 3999 | 800",
    ],
    ids=["traffic", "stage and number", "stage, branch and number", "a column a stage"],
)
def test_a_summary_is_refused_as_one(tmp_path: Path, table: str) -> None:
    with pytest.raises(BookIsSummary):
        read_pipeline(csv_book(tmp_path, table))


def test_a_book_without_stages_is_refused_with_its_headings(tmp_path: Path) -> None:
    path = csv_book(tmp_path, "客户号 | AUM | 余额日期\n001 | 5 | 2026-01-01")
    with pytest.raises(NoStages, match="客户号, AUM, 余额日期"):
        read_pipeline(path)


def test_outcomes_that_are_none_leave_a_book_without_stages(tmp_path: Path) -> None:
    with pytest.raises(NoStages):
        read_pipeline(csv_book(tmp_path, "客户号 | 结果\n001 | 好\n002 | 坏"))


def test_words_of_the_policy_are_outcomes_too(tmp_path: Path) -> None:
    path = csv_book(tmp_path, "CLIENTNUM | Attrition_Flag\n1 | Existing Customer\n2 | Attrited Customer")
    policy = funnel_policy(won=("Existing Customer",), lost=("Attrited Customer",))
    found = read_pipeline(path, mapping={"outcome": "Attrition_Flag"}, policy=policy)
    assert found.pipeline.book.frame["outcome"].tolist() == ["won", "lost"]
    assert found.parts[0].issues == ()


def test_a_log_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    book = csv_book(tmp_path, SNAPSHOT)
    with pytest.raises(InputError):
        read_pipeline(book, log=tmp_path / "none.csv")


@pytest.mark.parametrize(("name", "cell"), [("log.csv", "log.csv!A7"), ("my log.csv", "'my log.csv'!A7")])
def test_cells_of_a_log_in_a_second_file_have_its_name(tmp_path: Path, name: str, cell: str) -> None:
    book = csv_book(tmp_path, SNAPSHOT + " | 赵六 | 甲 | 潜在 | 7")
    log = csv_book(tmp_path, LOG.rstrip() + "\n | 潜在 | 2026-02-01", name)
    found = read_pipeline(book, log=log)
    assert [issue.cell for part in found.parts for issue in part.issues if issue.code == "KC304"] == [
        "A6",
        cell,
    ]
    assert found.parts[1].address(7, "stage") == cell.replace("A7", "B7")


def test_cells_of_a_log_in_a_second_workbook_have_its_name_and_sheet(tmp_path: Path) -> None:
    log = write_xlsx(tmp_path, LOG.rstrip() + "\n | 潜在 | 2026-02-01", names=("跟进",))
    found = read_pipeline(csv_book(tmp_path, SNAPSHOT), log=log)
    assert [issue.cell for issue in found.parts[1].issues if issue.code == "KC304"] == [
        "'[book.xlsx]跟进'!A7"
    ]


def test_cells_of_a_log_on_another_sheet_of_the_same_book_have_the_sheet_alone(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path, SNAPSHOT, LOG.rstrip() + "\n | 潜在 | 2026-02-01", names=("客户", "跟进"))
    found = read_pipeline(book)
    assert [issue.cell for issue in found.parts[1].issues if issue.code == "KC304"] == ["跟进!A7"]


def test_of_two_files_with_one_name_the_path_of_the_log_is_told(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    log = csv_book(tmp_path / "log", LOG.rstrip() + "\n | 潜在 | 2026-02-01", "book.csv")
    found = read_pipeline(csv_book(tmp_path, SNAPSHOT, "book.csv"), log=log)
    assert [issue.cell for issue in found.parts[1].issues if issue.code == "KC304"] == [f"'{log}'!A7"]
