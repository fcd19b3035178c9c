"""The consolidated figures in the user's words."""

from collections.abc import Iterator

from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.consolidated.tables import league_table, measure_label, tables
from keyclient.model.label import Label
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Value
from keyclient.policy.models import Policy

_TITLE = Label("All branches together", "全行汇总")
_BOOKS = Label(
    "{books} books, {customers} customers. Data dates from {first} to {last}.",
    "共 {books} 份表格、{customers} 个客户。数据日期 {first} 至 {last}。",
)
_NO_BOOKS = Label("No book has a result.", "没有一份表格有结果。")
_TOTAL = Label(
    "Together they hold {total} in {measure}; the sum of the books to the fen.",
    "{measure}合计 {total}，与各表之和分毫不差。",
)
_NOT_THERE = Label(
    "Books without figures: {count}. They are listed with what to do.",
    "没有数字的表格：{count} 份，处理办法见列表。",
)
_LAST_KNOWN = Label(
    "Books whose folder could not be listed: {count}. Their last known figures count, and may be out of date.",
    "所在文件夹无法列出的表格：{count} 份，沿用最近一次的数字，可能已过时。",
)
_MISSING = Label(
    "Branches without a book: {count} of {expected}.", "应交 {expected} 个网点，缺表 {count} 个。"
)
_OVERLAP = Label("Customers of several branches: {count}.", "跨网点客户：{count} 个。")
_REPEATED = Label(
    "Customers in several books of one branch: {count}. Copies of a book, or several months of it, count each time: keep "
    "one a branch.",
    "同一网点有 {count} 个客户出现在多份表格中。副本或多个月份会重复计数，每个网点请只保留一份。",
)
_TOP = Label(
    "Top customers are those with at least {floor}, which is the largest {share} of the bank's customers with a value.",
    "头部客户指价值不低于 {floor} 的客户，即全行有数值客户中最大的 {share}。",
)
_LIMITS = Label(
    "“From” and “to” are the Wilson 95 % interval of the share (z = {z}). A branch or manager is called above or below "
    "the bank only where this interval leaves out the bank's own share; with fewer than {smallest} customers with a "
    "value no rank is given.",
    "“下限”“上限”为占比的 Wilson 95% 置信区间（z = {z}）。仅当区间不含全行占比时，才称高于或低于全行；有数值客户少于 {smallest} 个的不排名。",
)
_OWN_TIERS = Label(
    "A customer's tier is the one that its own book gives it, so that a tier of the whole adds up from the books.",
    "客户层级以其所在表格的分层为准，因此各层级合计等于各表之和。",
)
_OTHERS = Label(
    "Values, shares and ranks are about the books that are ranked by {measure}; the others count as customers only. Set "
    "segment.measure to rank all books by one measure.",
    "价值、占比和名次仅就以{measure}排序的表格计算，其他表格只计客户数。设置 segment.measure 可统一排序指标。",
)
_CUT = Label(
    "Of the customers of several branches the first {shown} are listed.", "跨网点客户只列出前 {shown} 个。"
)


def consolidated_report(result: ConsolidatedResult, policy: Policy, *, is_money: bool) -> Report:
    """The figures as a report: the league of branches first."""
    amount = Kind.MONEY if is_money else Kind.NUMBER
    said = tuple(_headline(result, amount))
    branches = league_table(result.branches, amount, managers=False)
    return Report(
        title=_TITLE,
        headline=said,
        facts=tuple(_facts(result, amount)),
        tables=tables(result, amount, {tier.name: tier.label for tier in policy.tier.ladder}),
        notes=tuple(_notes(result, policy, amount)),
        charts=(
            Chart(
                "branches",
                ChartKind.BARS,
                Label("Value by branch", "各网点价值"),
                said[0],
                branches,
                ("value",),
            ),
        )
        if 1 < len(branches.rows) <= _DRAWN and any(line.value for line in result.branches)
        else (),
    )


_DRAWN = 40
"""More branches than that are no chart that anybody can read."""


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
    if result.not_there:
        yield _counted(_NOT_THERE, len(result.not_there))
    if result.stale:
        yield _counted(_LAST_KNOWN, len(result.stale))
    if result.missing:
        yield Sentence(
            _MISSING,
            {"count": Value(len(result.missing), Kind.COUNT), "expected": Value(result.expected, Kind.COUNT)},
        )
    if result.overlap.customers:
        yield _counted(_OVERLAP, result.overlap.customers)
    if result.overlap.repeated:
        yield _counted(_REPEATED, result.overlap.repeated)


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
        yield Sentence(_TOP, {"floor": Value(result.top_floor, amount), "share": share})
    smallest = Value(policy.batch.smallest_sample, Kind.COUNT)
    yield Sentence(_LIMITS, {"z": Value(policy.funnel.z, Kind.NUMBER), "smallest": smallest})
    if result.tiers:
        yield Sentence(_OWN_TIERS)
    if len(result.by_measure) > 1:
        yield Sentence(_OTHERS, {"measure": Value(measure_label(result.measure), Kind.TEXT)})
    if len(result.overlap.lines) < result.overlap.customers:
        yield Sentence(_CUT, {"shown": Value(len(result.overlap.lines), Kind.COUNT)})


def _counted(label: Label, count: int) -> Sentence:
    return Sentence(label, {"count": Value(count, Kind.COUNT)})
