"""The consolidated figures as a report: sentences, tables, notes and a chart."""

from collections.abc import Iterator

from keyclient.batch.consolidated.columns import measure_label
from keyclient.batch.consolidated.joined_tables import joined_said
from keyclient.batch.consolidated.league_table import league_table
from keyclient.batch.consolidated.moves_tables import moves_said
from keyclient.batch.consolidated.plan_tables import plans_said
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.consolidated.risk_tables import risk_said
from keyclient.batch.consolidated.tables import tables
from keyclient.model.label import Label
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Table, Value
from keyclient.policy.models import Policy

_TITLE = Label("All branches", "全行汇总")
_BOOKS = Label(
    "{books} books, {customers} customers. Data dates from {first} to {last}.",
    "共 {books} 份表格、{customers} 个客户。数据日期 {first} 至 {last}。",
)
_NO_BOOKS = Label("No book was processed.", "没有处理成功的表格。")
_TOTAL = Label(
    "Total {measure}: {total}, the exact sum of the books that count.",
    "{measure}合计 {total}，等于计入各表之和。",
)
_NOT_THERE = Label(
    "Books without figures: {count}. What to do: see the table of that name, {where}.",
    "无统计结果的表格：{count} 份，处理办法见同名列表（{where}）。",
)
_WHERE = Label("below, on the sheet Details or on its own sheet", "在下方、“明细”工作表或单独的工作表中")
"""Short tables stand on the first sheet as far as they fit, then on the second; long ones have a sheet each."""
_LAST_KNOWN = Label(
    "Books in folders that could not be listed: {count}. Their last known figures are used and may be out of date.",
    "所在文件夹无法列出的表格：{count} 份，沿用最近一次的结果，可能已过时。",
)
_MISSING = Label(
    "Branches without a book: {count} of {expected}.", "应交 {expected} 个网点，缺表 {count} 个。"
)
_EARLIER = Label(
    "Earlier months, not added up: {count}. See the table of that name, {where}.",
    "不重复相加的较早月份：{count} 份，见同名列表（{where}）。",
)
_SHARED = Label(
    "Customers with rows in several branches, or with several managers, of one book: {count}. Each branch and manager has "
    "the money of its own rows; such a customer counts in each of them and once in the whole.",
    "同一表内分属多个网点或多名客户经理的客户：{count} 个。金额计入各行所在网点和客户经理；客户在各处分别计数，在总数中只计一户。",
)
_REPEATED = Label(
    "Customers in several books of the same branch: {count}. They are counted in each of these books: keep one book of "
    "each date per branch.",
    "同一网点有 {count} 个客户出现在同一日期的多份表格中，会重复计数。每个网点每期请只保留一份。",
)
_TOP_CUSTOMERS = Label(
    "Top customers hold at least {floor}: the top {share} of the bank's customers with a value.",
    "头部客户指价值不低于 {floor} 的客户，即全行有数值客户中排名前 {share} 的客户。",
)
_INTERVALS = Label(
    "“From” and “to” are the Wilson 95 % interval of the share (z = {z}). A branch or manager is above or below the bank "
    "only if the interval excludes the bank's share; those with fewer than {smallest} customers with a value are not "
    "ranked.",
    "“下限”“上限”为占比的 Wilson 95% 置信区间（z = {z}）。仅当区间不含全行占比时，才视为高于或低于全行；有数值客户少于 {smallest} 个的不排名。",
)
_TIERS = Label(
    "Each customer has the tier assigned in its own book, so the tiers are the sums of the books.",
    "客户层级以其所在表格的分层为准，因此各层级合计等于各表之和。",
)
_OTHER_MEASURES = Label(
    "Values, shares and ranks cover only the books ranked by {measure}; of the others only customers are counted. Set "
    "segment.measure to rank all books by the same measure.",
    "价值、占比和名次仅统计以{measure}排序的表格，其他表格只计客户数。设置 segment.measure 可统一排序指标。",
)
_LISTED = Label(
    "Only the first {shown} customers whom several hold are listed.", "重叠客户只列出前 {shown} 个。"
)

_MOST_BARS = 40
"""A chart of more branches than this is unreadable."""


def consolidated_report(result: ConsolidatedResult, policy: Policy, *, is_money: bool) -> Report:
    """The report, starting with the league table of branches."""
    amount = Kind.MONEY if is_money else Kind.NUMBER
    tiers = {tier.name: tier.label for tier in policy.tier.ladder}
    headline = (*_headline(result, amount), *joined_said(result, amount, tiers))
    branches = league_table(result.branches, amount, managers=False)
    return Report(
        title=_TITLE,
        headline=headline,
        facts=tuple(_facts(result, amount)),
        tables=tables(result, amount, tiers),
        notes=tuple(_notes(result, policy, amount)),
        charts=tuple(_charts(result, branches, headline[0])),
    )


def _charts(result: ConsolidatedResult, branches: Table, caption: Sentence) -> Iterator[Chart]:
    """The value of each branch, if there are several branches and not too many to draw."""
    if 1 < len(branches.rows) <= _MOST_BARS and any(line.value for line in result.branches):
        title = Label("Value by branch", "各网点价值")
        yield Chart("branches", ChartKind.BARS, title, caption, branches, ("value",))


def _headline(result: ConsolidatedResult, amount: Kind) -> Iterator[Sentence]:
    if not result.books:
        yield Sentence(_NO_BOOKS)
    else:
        yield Sentence(
            _BOOKS,
            {
                "books": Value(result.books, Kind.COUNT),
                "customers": Value(result.customers, Kind.COUNT),
                "first": Value(result.first_as_of, Kind.DATE),
                "last": Value(result.last_as_of, Kind.DATE),
            },
        )
    if result.total is not None:
        yield Sentence(
            _TOTAL,
            {
                "total": Value(result.total, amount),
                "measure": Value(measure_label(result.measure), Kind.TEXT),
            },
        )
    yield from moves_said(result.moves, amount)
    yield from risk_said(result.risk, amount)
    yield from plans_said(result.work)
    if result.missing:
        yield Sentence(
            _MISSING,
            {"count": Value(len(result.missing), Kind.COUNT), "expected": Value(result.expected, Kind.COUNT)},
        )
    for label, count in (
        (_NOT_THERE, len(result.not_there)),
        (_LAST_KNOWN, len(result.stale)),
        (_EARLIER, len(result.earlier)),
        (_REPEATED, result.repeated),
    ):
        if count:
            yield _counted(label, count)


def _facts(result: ConsolidatedResult, amount: Kind) -> Iterator[Fact]:
    yield Fact(Label("books", "表格数"), result.books, Kind.COUNT)
    yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
    yield Fact(Label("rows read", "读取行数"), result.rows.read, Kind.COUNT)
    yield Fact(Label("rows set aside", "搁置行数"), result.rows.set_aside, Kind.COUNT)
    if result.set_aside_money:
        yield Fact(Label("money in rows set aside", "搁置金额"), result.set_aside_money, Kind.MONEY)
    if result.total is not None:
        yield Fact(Label("net total", "净额合计"), result.total, amount)


def _notes(result: ConsolidatedResult, policy: Policy, amount: Kind) -> Iterator[Sentence]:
    if result.top_floor is not None:
        share = Value(policy.segment.top_share, Kind.SHARE)
        yield Sentence(_TOP_CUSTOMERS, {"floor": Value(result.top_floor, amount), "share": share})
    smallest = Value(policy.batch.smallest_sample, Kind.COUNT)
    yield Sentence(_INTERVALS, {"z": Value(policy.funnel.z, Kind.NUMBER), "smallest": smallest})
    if result.shared:
        yield _counted(_SHARED, result.shared)
    if result.tiers:
        yield Sentence(_TIERS)
    if len(result.by_measure) > 1:
        yield Sentence(_OTHER_MEASURES, {"measure": Value(measure_label(result.measure), Kind.TEXT)})
    found = result.overlap
    if found is not None and len(found.same) < found.total.persons:
        yield Sentence(_LISTED, {"shown": Value(len(found.same), Kind.COUNT)})


def _counted(label: Label, count: int) -> Sentence:
    return Sentence(label, {"count": Value(count, Kind.COUNT), "where": Value(_WHERE, Kind.TEXT)})
