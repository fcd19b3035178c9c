"""The report of `overlap`: headline, whose they are, every shared customer, suggestions, notes."""

from collections.abc import Iterator

from keyclient.analysis.overlap.charts import overlap_charts
from keyclient.analysis.overlap.claim_lines import claim_lines
from keyclient.analysis.overlap.headline import headline
from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.notes import overlap_notes
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.analysis.overlap.same_tables import records_table, same_table, sheet_table
from keyclient.analysis.overlap.suggestion_tables import (
    chased_table,
    doubts_table,
    households_table,
    perhaps_table,
    public_table,
    rules_table,
)
from keyclient.analysis.overlap.tables import books_table, pairs_table, steps_table, together_table
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind, Report

_TITLE = Label(
    "Customers whom several branches or managers claim, and whose they are",
    "客户重叠：哪些客户被多方认领、归谁、依据是什么",
)


def overlap_report(result: OverlapResult, look: OverlapLook, total: int | None = None) -> Report:
    """The result as a report; the list of the shared comes first, as a page unfolds the first table. `total`: how many customers the first list is about (None: those of the result)."""
    persons = list(result.same)
    lines = claim_lines(persons)
    tables = (
        same_table(persons, look, total),
        chased_table(result, look),
        steps_table(result, look),
        together_table(result, look),
        rules_table(result),
        perhaps_table(result, look),
        doubts_table(result, look),
        pairs_table(result),
        households_table(result, look),
        public_table(result),
        books_table(result, look),
    )
    return Report(
        title=_TITLE,
        headline=tuple(headline(result, look)),
        facts=tuple(_facts(result)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(overlap_notes(result, look)),
        records=records_table(lines, look),
        sheet=sheet_table(lines, look),
        charts=overlap_charts(result),
    )


def _facts(result: OverlapResult) -> Iterator[Fact]:
    """The figures that the headline does not say, where there is anything to say."""
    total = result.total
    if result.counted_twice and result.share_of_value is not None:
        yield Fact(
            Label("share of value that joined customers hold", "合并客户占全部价值"),
            result.share_of_value,
            Kind.SHARE,
        )
    counts = (
        (Label("key only together", "合并后成为重点客户"), total.become_key),
        (Label("perhaps one person, pairs", "疑似同一客户（对）"), result.perhaps_pairs),
        (Label("perhaps one household", "疑似家庭"), result.total_households),
        (Label("ids contradicted", "客户号相同但有矛盾"), total.contradicted),
    )
    for label, count in counts:
        if count:
            yield Fact(label, count, Kind.COUNT)
