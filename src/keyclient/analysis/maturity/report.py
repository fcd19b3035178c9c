"""The report of `maturity`: headline, figures, ladder, whom to call, groups, what became of what matured."""

from collections.abc import Iterator

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.weekends import weekends_alone
from keyclient.analysis.maturity.result import Horizon, MaturityResult
from keyclient.analysis.maturity.tables import (
    OVERDUE,
    UNDATED,
    MaturityLook,
    group_tables,
    horizons_table,
    ladder_table,
    lines_table,
    records_table,
    sheet_table,
    steps_table,
)
from keyclient.analysis.maturity.takeover_report import takeover_headline, takeover_notes
from keyclient.analysis.maturity.takeover_tables import takeover_group_tables, takeover_table
from keyclient.model.label import Label
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Table, Value
from keyclient.policy.parts.calendar import CalendarPolicy

_TITLE = Label("What matures when", "到期情况")
_WITHIN = Label(
    "{amount} matures within {days} days; customers: {customers}, products: {products}.",
    "未来 {days} 天到期 {amount}，涉及 {customers} 个客户、{products} 笔产品。",
)
_WITHIN_AT_LEAST = Label(
    "{amount} matures within {days} days, and products without an amount: {unknown}; customers: {customers}, products: {products}.",
    "未来 {days} 天到期 {amount}，另有 {unknown} 笔金额不详；涉及 {customers} 个客户、{products} 笔产品。",
)
_NOTHING = Label(
    "Nothing matures within {days} days of {as_of}.",
    "自 {as_of} 起 {days} 天内没有到期。",
)
_PAST = Label(
    "Matured by the data date {as_of} and still in the book: {amount}, products: {products}.",
    "截至数据日期 {as_of} 已到期但仍在表内：{products} 笔，{amount}。",
)
_HEADS = Label("within {days} days", "{days}天内到期")
_TIES = Label(
    "What matured already, the steps, what matures later and what has no date add up to all {amount} (products: {products}).",
    "已到期、各档、以后到期与无到期日相加，等于全部 {products} 笔、{amount}。",
)
_WORKING_DAYS = Label(
    "Calls fall on the next working day: neither on weekends nor on public holidays.",
    "遇周末或法定节假日，顺延至下一工作日。",
)
_CONTRACT = Label(
    "Steps are by the date of the contract; what matures on the data date has matured.",
    "各档按合同到期日划分；数据日期当日到期的视为已到期。",
)


def maturity_report(
    result: MaturityResult, calendar: CalendarPolicy, look: MaturityLook, old: Contacts | None = None
) -> Report:
    """The result as a report. `old`: whom the earlier book names."""
    return Report(
        title=_TITLE,
        headline=tuple(_headline(result)),
        facts=tuple(_facts(result)),
        tables=tuple(_tables(result, look, old)),
        notes=tuple(_notes(result, calendar)),
        records=records_table(result, look),
        charts=tuple(_charts(result)),
        sheet=sheet_table(result, look),
    )


def _tables(result: MaturityResult, look: MaturityLook, old: Contacts | None) -> Iterator[Table]:
    yield ladder_table(result)
    lines = lines_table(result, look)
    if lines is not None:
        yield lines
    if result.takeover is not None and old is not None:
        kept = takeover_table(result.takeover, look, old)
        if kept is not None:
            yield kept
    yield from group_tables(result, look)
    if result.takeover is not None:
        yield from takeover_group_tables(result.takeover, look)
    yield horizons_table(result)


def _headline(result: MaturityResult) -> Iterator[Sentence]:
    first, last = result.horizons[0], result.horizons[-1]
    if last.products:
        for one in dict.fromkeys((first, last)):
            yield _within(one) if one.products else _nothing(result, one)
    else:
        yield _nothing(result, last)
    if result.overdue.products:
        past = result.overdue
        values = {
            "amount": Value(past.amount, Kind.MONEY),
            "products": Value(past.products, Kind.COUNT),
            "as_of": Value(result.as_of, Kind.DATE),
        }
        yield Sentence(_PAST, values)
    if result.takeover is not None:
        yield from takeover_headline(result.takeover)


def _nothing(result: MaturityResult, one: Horizon) -> Sentence:
    values = {"days": Value(one.days, Kind.COUNT), "as_of": Value(result.as_of, Kind.DATE)}
    return Sentence(_NOTHING, values)


def _within(one: Horizon) -> Sentence:
    values = {
        "days": Value(one.days, Kind.COUNT),
        "amount": Value(one.amount, Kind.MONEY),
        "customers": Value(one.customers, Kind.COUNT),
        "products": Value(one.products, Kind.COUNT),
    }
    if one.unknown:
        return Sentence(_WITHIN_AT_LEAST, values | {"unknown": Value(one.unknown, Kind.COUNT)})
    return Sentence(_WITHIN, values)


def _facts(result: MaturityResult) -> Iterator[Fact]:
    for one in result.horizons:
        yield Fact(_HEADS.filled(days=one.days), one.amount, Kind.MONEY)
    if result.overdue.products:
        yield Fact(OVERDUE, result.overdue.amount, Kind.MONEY)
    if result.undated.products:
        yield Fact(UNDATED, result.undated.amount, Kind.MONEY)
    yield Fact(Label("all maturities", "到期金额合计"), result.total.amount, Kind.MONEY)


def _charts(result: MaturityResult) -> Iterator[Chart]:
    if any(rung.amount for rung in result.ladder):
        table = steps_table(result)
        said = next(_headline(result))
        yield Chart("ladder", ChartKind.BARS, table.title, said, table, ("amount",))


def _notes(result: MaturityResult, calendar: CalendarPolicy) -> Iterator[Sentence]:
    whole = {
        "products": Value(result.total.products, Kind.COUNT),
        "amount": Value(result.total.amount, Kind.MONEY),
    }
    yield Sentence(_TIES, whole)
    yield Sentence(_CONTRACT)
    yield Sentence(_WORKING_DAYS)
    yield from weekends_alone(_years(result), calendar)
    if result.takeover is not None:
        yield from takeover_notes(result.takeover)


def _years(result: MaturityResult) -> range:
    """The years of the ladder."""
    return range(result.as_of.year, result.horizons[-1].to.year + 1)
