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
from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import HeadingNotFound, MeasureNotNumeric, SheetNotFound
from keyclient.ingest.pipeline import load_pipeline
from keyclient.ingest.source.opening import OpenBook, open_book
from keyclient.model.pipeline import LoadedPipeline, Shape
from keyclient.policy.models import Policy
from tests.ingest.writing import AS_OF, write_csv, write_xlsx

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


def _policy(**funnel: object) -> Policy:
    return Policy.model_validate({"funnel": funnel})


def _open(path: Path, sheet: str | None = None) -> OpenBook:
    return open_book(path, sheet=sheet, limits=Policy().read)


def _read(
    path: Path, *, log: Path | None = None, log_sheet: str | None = None, **wishes: object
) -> LoadedPipeline:
    request = Request(as_of=AS_OF, needs_measure=False, **wishes)  # type: ignore[arg-type]
    found = load_pipeline(
        _open(path, request.sheet),
        request,
        log=None if log is None else _open(log, log_sheet),
        log_sheet=log_sheet,
    )
    assert all(part.portfolio.sources[0].rows.ties for part in found.parts)
    return found


def _shape(found: LoadedPipeline) -> tuple[Shape, list[int]]:
    return found.pipeline.shape, [len(part.portfolio.frame) for part in found.parts]


def _csv(folder: Path, table: str, name: str = "book.csv") -> Path:
    made = folder / "made"
    made.mkdir(exist_ok=True)
    return write_csv(made, table).rename(folder / name)


def test_customers_of_a_snapshot_merge_and_none_is_set_aside_for_its_amount(tmp_path: Path) -> None:
    found = _read(_csv(tmp_path, SNAPSHOT), by="客户经理")
    assert _shape(found) == (Shape.SNAPSHOT, [3])
    assert found.pipeline.group == "manager"
    assert found.pipeline.book.frame["value"].tolist()[:2] == [1000, 2500]
    assert [issue.code for issue in found.parts[0].issues if issue.sets_aside] == []


def test_events_of_one_customer_never_merge(tmp_path: Path) -> None:
    found = _read(_csv(tmp_path, LOG), by="阶段")
    assert _shape(found) == (Shape.LOG, [5])
    assert (found.pipeline.key, found.pipeline.log_group) == ("customer_id", "stage")
    assert found.parts[0].portfolio.sources[0].rows.merged == 0
    assert [issue.code for issue in found.parts[0].issues] == []
    assert "5 events" in found.parts[0].told[0].label.en.format(
        **{name: value.value for name, value in found.parts[0].told[0].values.items()}
    )


def test_deals_are_a_snapshot_and_their_amount_is_the_value(tmp_path: Path) -> None:
    found = _read(_csv(tmp_path, DEALS))
    assert _shape(found) == (Shape.SNAPSHOT, [3])
    measure = found.pipeline.book.measure
    assert measure is not None
    assert measure.name == "Amount"


def test_an_amount_without_numbers_is_passed_over_unless_it_was_asked_for(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Deal ID | Stage | Amount\nA | Lead | large\nB | Won | small")
    assert _read(path).pipeline.book.measure is None
    with pytest.raises(MeasureNotNumeric):
        _read(path, measure="Amount")


def test_the_policy_may_say_what_a_book_is(tmp_path: Path) -> None:
    path = _csv(tmp_path, LOG)
    assert _shape(_read(path, policy=_policy(mode="snapshot"))) == (Shape.SNAPSHOT, [3])
    accounts = _csv(tmp_path, SNAPSHOT, "accounts.csv")
    assert _shape(_read(accounts, policy=_policy(mode="log"))) == (Shape.LOG, [4])
    nameless = _csv(tmp_path, "阶段 | 网点\n潜在 | 东\n可能 | 西", "nameless.csv")
    with pytest.raises(LogWithoutKey):
        _read(nameless, policy=_policy(mode="log"))


def test_a_log_on_a_sheet_of_its_own_is_found(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, SNAPSHOT, LOG, "说明\n本表说明", names=("客户", "跟进", "说明"))
    found = _read(path, by="客户经理")
    assert _shape(found) == (Shape.BOTH, [3, 5])
    assert (found.pipeline.key, found.pipeline.group, found.pipeline.log_group) == (
        "customer_id",
        "manager",
        None,
    )
    assert [part.portfolio.sources[0].sheet for part in found.parts] == ["客户", "跟进"]


def test_a_sheet_that_was_named_is_read_alone(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, SNAPSHOT, LOG, names=("客户", "跟进"))
    assert _shape(_read(path, sheet="客户")) == (Shape.SNAPSHOT, [3])
    assert _shape(_read(path, sheet="跟进")) == (Shape.LOG, [5])


def test_a_workbook_with_nothing_but_a_log_and_notes_is_a_log(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, LOG, "说明 | 作者\n本表说明 | 1", names=("跟进", "说明"))
    assert _shape(_read(path)) == (Shape.LOG, [5])


def test_two_sheets_that_are_logs_need_a_word(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, SNAPSHOT, LOG, LOG, names=("客户", "一", "二"))
    with pytest.raises(LogSheetsTie, match="“一”, “二”"):
        _read(path)
    assert _shape(_read(path, log_sheet="二")) == (Shape.BOTH, [3, 5])
    with pytest.raises(SheetNotFound):
        _read(path, log_sheet="三")


def test_a_log_in_a_second_file_is_joined_and_may_be_a_sheet_of_several(tmp_path: Path) -> None:
    book = _csv(tmp_path, SNAPSHOT)
    log = write_xlsx(tmp_path, LOG, "说明 | 作者\n本表说明 | 1", names=("跟进", "说明"))
    assert _shape(_read(book, log=log)) == (Shape.BOTH, [3, 5])
    assert _shape(_read(book, log=log, log_sheet="跟进")) == (Shape.BOTH, [3, 5])


def test_what_was_mapped_may_be_in_either_table_and_has_to_be_in_one(tmp_path: Path) -> None:
    book = _csv(tmp_path, SNAPSHOT.replace("客户经理", "谁"))
    log = _csv(tmp_path, LOG.replace("日期", "何时").replace("阶段", "到哪"), "log.csv")
    mapping = {"manager": "谁", "stage_date": "何时", "stage": "到哪"}
    found = _read(book, log=log, mapping=mapping, by="manager")
    assert _shape(found) == (Shape.BOTH, [3, 5])
    assert "stage_date" in found.parts[1].portfolio.frame
    with pytest.raises(HeadingNotFound):
        _read(book, log=log, mapping={**mapping, "source": "哪来"})
    with pytest.raises(HeadingNotFound):
        _read(book, log=log, mapping=mapping, by="哪来")


def test_the_group_is_the_books_but_the_source_is_the_logs(tmp_path: Path) -> None:
    book = _csv(tmp_path, SNAPSHOT.replace("客户经理", "来源"))
    log = _csv(
        tmp_path, LOG.replace("日期", "日期 | 来源 | 渠道").replace("\n0", " | 广告 | 线上\n0"), "log.csv"
    )
    by_source = _read(book, log=log, by="来源").pipeline
    assert (by_source.group, by_source.log_group) == (None, "source")
    assert _read(book, log=log, by="客户名称").pipeline.group == "name"
    assert _read(book, log=log, by="渠道").pipeline.log_group == "渠道#by"


def test_a_log_without_a_common_id_cannot_be_joined(tmp_path: Path) -> None:
    book = _csv(tmp_path, SNAPSHOT)
    with pytest.raises(LogNotJoined):
        _read(book, log=_csv(tmp_path, LOG.replace("客户号", "号"), "log.csv"))
    with pytest.raises(LogNotJoined):
        _read(book, log=_csv(tmp_path, LOG.replace("阶段", "事"), "log.csv"))


WIDE = """
客户号 | 电话 | 调查日期 | 沟通日期 | 是否签约 | 流失日期
001 | 1 | 2026-01-01 | 2026/1/9 | 是 |
002 | 2 | 20260102 | 待定 | 否 | 2026-02-01
001 | 1 | | | √ |
"""


def test_columns_headed_by_stages_are_read_as_days_and_answers(tmp_path: Path) -> None:
    found = _read(_csv(tmp_path, WIDE))
    assert _shape(found) == (Shape.WIDE, [3])
    assert found.pipeline.stage_columns == {
        "调查日期#day": "调查",
        "沟通日期#day": "沟通",
        "是否签约#mark": "签约",
        "流失日期#day": "流失",
    }
    frame = found.pipeline.book.frame
    assert frame["是否签约#mark"].tolist() == ["yes", "no", "yes"]
    assert frame["沟通日期#day"].notna().tolist() == [True, False, False]
    assert "outcome" not in frame
    assert [(issue.code, issue.cell) for issue in found.parts[0].issues if issue.code == "KC103"] == [
        ("KC103", "D3")
    ]


def test_a_list_of_leads_and_a_list_of_the_won_are_a_funnel(tmp_path: Path) -> None:
    leads = _csv(
        tmp_path, "mql_id | first_contact_date | origin\nm1 | 2018-01-01 | social\nm2 | 2018-01-02 | email"
    )
    deals = _csv(tmp_path, "mql_id | won_date | seller\nm1 | 2018-02-01 | s1", "deals.csv")
    found = _read(leads, log=deals, by="source")
    assert _shape(found) == (Shape.BOTH, [2, 1])
    pipeline = found.pipeline
    assert pipeline.stage_columns == {"first_contact_date#day": "first_contact"}
    assert pipeline.log_columns == {"won_date#day": "won"}
    assert (pipeline.key, pipeline.group) == ("opportunity_id", "source")


def test_columns_headed_by_stages_of_ones_own(tmp_path: Path) -> None:
    path = _csv(tmp_path, "user_id | is_visit | cart_date | purchase\nu1 | 1 | 2026-01-01 | 0\nu2 | 0 | | 0")
    found = _read(path, policy=_policy(stages=("visit", "cart", "purchase")))
    assert list(found.pipeline.stage_columns.values()) == ["visit", "cart", "purchase"]
    assert found.pipeline.key == "customer_id"
    with pytest.raises(NoStages):
        _read(path)


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
        _read(_csv(tmp_path, table))


def test_a_book_without_stages_is_refused_with_its_headings(tmp_path: Path) -> None:
    path = _csv(tmp_path, "客户号 | AUM | 余额日期\n001 | 5 | 2026-01-01")
    with pytest.raises(NoStages, match="客户号, AUM, 余额日期"):
        _read(path)


def test_outcomes_that_are_none_leave_a_book_without_stages(tmp_path: Path) -> None:
    with pytest.raises(NoStages):
        _read(_csv(tmp_path, "客户号 | 结果\n001 | 好\n002 | 坏"))


def test_words_of_the_policy_are_outcomes_too(tmp_path: Path) -> None:
    path = _csv(tmp_path, "CLIENTNUM | Attrition_Flag\n1 | Existing Customer\n2 | Attrited Customer")
    policy = _policy(won=("Existing Customer",), lost=("Attrited Customer",))
    found = _read(path, mapping={"outcome": "Attrition_Flag"}, policy=policy)
    assert found.pipeline.book.frame["outcome"].tolist() == ["won", "lost"]
    assert found.parts[0].issues == ()


def test_a_log_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    book = _csv(tmp_path, SNAPSHOT)
    with pytest.raises(InputError):
        _read(book, log=tmp_path / "none.csv")
