"""The report of `overlap`: how many are shared, and whose each of them is."""

from collections.abc import Iterator

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.overlap.face import STEPS
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.model.label import Label
from keyclient.model.report import Cell, Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.policy.models import Policy

_TITLE = Label(
    "Customers whom several branches or managers claim", "客户重叠：被多个机构或客户经理认领的客户"
)
_SAID = Label(
    "{persons} persons are shared, {contested} of them contested; {twice} heads are counted twice.",
    "重叠客户 {persons} 人，其中归属有争议 {contested} 人；重复计数 {twice} 个。",
)


def overlap_report(result: OverlapResult, policy: Policy) -> Report:
    """The result as a report."""
    total = result.total
    counts = {"persons": total.persons, "contested": total.contested, "twice": result.counted_twice}
    table = _same_table(result, policy)
    return Report(
        title=_TITLE,
        headline=(Sentence(_SAID, {name: Value(count, Kind.COUNT) for name, count in counts.items()}),),
        facts=(Fact(Label("undecided", "待协商"), total.undecided, Kind.COUNT),),
        tables=(table,),
        records=table,
    )


def _same_table(result: OverlapResult, policy: Policy) -> Table:
    labels = {tier.name: tier.label for tier in policy.tier.ladder}
    columns = (
        column("person", "person", "序号", Kind.ORDINAL),
        CUSTOMER_ID,
        column("path", "book", "表格", Kind.TEXT),
        ROW,
        column("branch", "branch", "网点", Kind.TEXT),
        column("manager", "manager", "客户经理", Kind.TEXT),
        column("value", "value", "价值", Kind.MONEY),
        column("combined_value", "together", "合计价值", Kind.MONEY),
        TableColumn(
            "combined_tier", Label("tier together", "合计层级"), Kind.TEXT, called=labels.__getitem__
        ),
        TableColumn("step", Label("decided by", "判定依据"), Kind.TEXT, called=STEPS.__getitem__),
        column("ground", "evidence", "依据说明", Kind.TEXT),
    )
    title = Label("Shared persons", "重叠客户")
    return Table("same", title, columns, list(_lines(result)), elastic=True, total_rows=None)


def _lines(result: OverlapResult) -> Iterator[tuple[Cell, ...]]:
    for number, person in enumerate(result.same, start=1):
        for one in person.customers:
            yield (
                number,
                one.customer_id,
                one.path,
                one.row,
                one.branch,
                one.manager,
                one.value,
                person.combined_value,
                person.combined_tier,
                person.step,
                person.ground,
            )
