"""The report of `compare`: headline, buckets, matrix, customers."""

from collections.abc import Iterator, Sequence

from keyclient.analysis.compare.charts import compare_charts
from keyclient.analysis.compare.further import further_notes, further_sentences, further_tables
from keyclient.analysis.compare.own_changes_report import own_changes_sentences
from keyclient.analysis.compare.perhaps import perhaps_table
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.analysis.compare.tables import (
    CompareLook,
    buckets_table,
    matrix_table,
    moved_table,
    records_table,
    steps_table,
)
from keyclient.analysis.compare.whole_groups import whole_groups_table
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind, Report, Sentence, Value

_TITLE = Label("What moved between the books", "各期之间的变动")
_HEADLINE = Label(
    "From {before} to {now}: {opening} to {closing}, {customers_opening} to {customers_closing} customers.",
    "{before} 至 {now}：由 {opening} 变为 {closing}，客户数由 {customers_opening} 变为 {customers_closing}。",
)


def compare_report(result: CompareResult, everybody: Sequence[MovedCustomer], look: CompareLook) -> Report:
    """The result as a report. `everybody`: all customers of the two newest books, for the records."""
    buckets = buckets_table(result, look)
    tables = (
        buckets,
        steps_table(result, look),
        moved_table(result.moved, look),
        matrix_table(result, look),
        whole_groups_table(result.vanished, look),
        perhaps_table(result, look),
        *further_tables(result, look),
    )
    return Report(
        title=_TITLE,
        headline=(*_headline(result, look), *own_changes_sentences(result, look)),
        facts=tuple(_facts(result, look)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(further_notes(result, look)),
        records=records_table(everybody, look),
        charts=compare_charts(result, look),
    )


def _headline(result: CompareResult, look: CompareLook) -> Iterator[Sentence]:
    last = result.steps[-1]
    yield Sentence(
        _HEADLINE,
        {
            "before": Value(last.from_, Kind.TEXT),
            "now": Value(last.to, Kind.TEXT),
            "opening": Value(result.opening, look.amount),
            "closing": Value(result.closing, look.amount),
            "customers_opening": Value(result.customers_opening, Kind.COUNT),
            "customers_closing": Value(result.customers_closing, Kind.COUNT),
        },
    )
    yield from further_sentences(result)


def _facts(result: CompareResult, look: CompareLook) -> Iterator[Fact]:
    yield Fact(Label("opening", "期初"), result.opening, look.amount)
    yield Fact(Label("closing", "期末"), result.closing, look.amount)
    apart = result.unfollowed
    if apart.customers_opening or apart.customers_closing:
        yield Fact(Label("cannot be followed, before", "无法追溯（期初）"), apart.opening, look.amount)
        yield Fact(Label("cannot be followed, now", "无法追溯（期末）"), apart.closing, look.amount)
