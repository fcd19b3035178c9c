"""The tables of customers whom several books hold."""

from collections.abc import Iterator, Mapping

from keyclient.analysis.overlap.headline import headline
from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.analysis.overlap.same_tables import same_table
from keyclient.analysis.overlap.suggestion_tables import chased_table, rules_table
from keyclient.analysis.overlap.tables import pairs_table, together_table
from keyclient.batch.consolidated.columns import measure_label
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Table


def joined_tables(result: ConsolidatedResult, amount: Kind, tiers: Mapping[str, Label]) -> Iterator[Table]:
    """Which branches share customers, who they are and whose, deals chased twice, and how many are perhaps one person."""
    found = result.overlap
    if found is None:
        return
    look = _look(found, amount, tiers)
    tables = (
        pairs_table(found),
        together_table(found, look),
        same_table(found.same, look, found.total.persons),
        chased_table(found, look),
        rules_table(found),
    )
    yield from (table for table in tables if table is not None)


def joined_said(result: ConsolidatedResult, amount: Kind, tiers: Mapping[str, Label]) -> Iterator[Sentence]:
    """Who is held by several, where anybody is."""
    found = result.overlap
    if found is not None and (found.total.contested or found.counted_twice):
        yield from headline(found, _look(found, amount, tiers))


def _look(found: OverlapResult, amount: Kind, tiers: Mapping[str, Label]) -> OverlapLook:
    measure = found.measure
    return OverlapLook(
        amount=amount,
        labels=tiers,
        is_measured=measure is not None,
        measures={} if measure is None else {measure: measure_label(measure)},
        rows=None,
    )
