"""The answer of `segment` over a portfolio of any size."""

from typing import Any

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.listed_customers import KEY, collected, contact_columns, listed_portfolio
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.refusals import UnmeasuredError
from keyclient.analysis.segment import figures
from keyclient.analysis.segment.answer import segment_facts
from keyclient.analysis.segment.assembled import assembled
from keyclient.analysis.segment.figures import Study
from keyclient.analysis.segment.groups_at_scale import groups_at_scale
from keyclient.analysis.segment.issues import segment_issues
from keyclient.analysis.segment.ranking import RankedCustomer, ranked
from keyclient.analysis.segment.report import segment_report
from keyclient.analysis.segment.result import SegmentResult
from keyclient.metrics.classes import GRADES, Cuts, grade_of
from keyclient.metrics.largest_first import largest_first
from keyclient.metrics.nearest import nearest
from keyclient.metrics.selection.selection import Limits, Selection
from keyclient.metrics.selection.spans import spans_by_rank
from keyclient.model.measure import Measure
from keyclient.model.scan import Scan
from keyclient.policy.models import Policy
from keyclient.policy.parts.segment import SegmentPolicy

_AT_ONCE = 2**14
"""So many customers are picked by the engine and put in order in memory; databases are slow to do both."""


def answer_segment_at_scale(
    inputs: ScanInputs, policy: Policy, query: Query, limits: Limits | None = None
) -> Outcome[SegmentResult]:
    """Which few customers bring most of the value. Raises `UnmeasuredError`. `limits`: None: those of the policy."""
    scan = inputs.scan
    limits = limits or Limits(values=policy.scale.collected)
    if scan.measure is None:
        raise UnmeasuredError
    selection = Selection(scan.frame, scan.customers, limits)
    study = _study(selection, scan.measure, policy.segment, query.top)
    customers = study.profile.known + selection.blank
    listed = _listed(scan, study, query.top)
    grouped = (
        (None, None)
        if scan.group is None
        else groups_at_scale(scan.frame, study, selection.ladder, limits, scan.group)
    )
    result = assembled(
        study,
        ends=spans_by_rank(selection, study.profile, study.cuts),
        customers=customers,
        top=_ranking(listed, study),
        grouped=grouped,
    )
    report = segment_report(
        result,
        scan.measure,
        policy.segment,
        by=query.group_label,
        contacts=Contacts(listed, by_id=True),
    )
    return Outcome(
        "segment",
        result,
        report,
        issues=(*scan.issues, *segment_issues(result, scan.measure.kind)),
        sources=scan.sources,
        portfolio=listed_portfolio(scan, [listed]),
        facts=tuple(segment_facts(result)),
        everybody=lambda: _everybody(scan, study),
    )


def _study(selection: Selection, measure: Measure, policy: SegmentPolicy, top: int | None) -> Study:
    totals = selection.totals
    automatic = policy.cut == "auto"
    points = selection.points(
        targets=figures.targets_of(totals.gross, policy),
        ranks=[*figures.ranks_of(totals, policy), min(top or 0, totals.known)],
        nearest=automatic,
        profiled=True,
    )
    point = nearest(points, totals.known, totals.gross) if automatic else None
    return Study(measure, policy, selection.profile(), points, point)


def _listed(scan: Scan, study: Study, top: int | None) -> pd.DataFrame:
    """The first customers, largest first: `value`, `grade` and who they are."""
    names = contact_columns(scan)
    customers = scan.frame.select("value", *names)
    ties = [name for name in names if name not in KEY]
    last = study.points.holding(top) if top and top <= study.profile.known else None
    if last is not None and last.reach <= _AT_ONCE:
        found = nw.from_native(customers.filter(nw.col("value") >= last.value).collect().to_arrow())
        first = largest_first(found, top, ties=ties).lazy()
    else:
        first = largest_first(customers, top, None if last is None else last.value, ties=ties)
    return collected(first.with_columns(grade_of(nw.col("value"), study.cuts).alias("grade")))


def _ranking(listed: pd.DataFrame, study: Study) -> LazyRows[RankedCustomer]:
    def column(name: str) -> list[Any]:
        cells = listed[name].astype("object") if name in listed else [None] * len(listed)
        return [None if pd.isna(cell) else cell if isinstance(cell, str) else int(cell) for cell in cells]

    columns = {name: column(name) for name in ("customer_id", "row", "value", "grade")}
    rows = ranked(columns, study.measure, study.profile.gross)
    return LazyRows(RankedCustomer, ListSource(rows))


def _everybody(scan: Scan, study: Study) -> "nw.LazyFrame[Any]":
    """All customers with `class` and, of a positive value, `share`: its part of the gross positive value."""
    value = nw.col("value")
    share = nw.when(value > 0).then(value / float(study.profile.gross or 1))
    return scan.frame.with_columns(_letter(value, study.cuts).alias("class"), share.alias("share"))


def _letter(value: nw.Expr, cuts: Cuts) -> nw.Expr:
    grade = grade_of(value, cuts)
    letter = nw.when(grade.is_null()).then(nw.lit("U")).otherwise(nw.lit(GRADES[0]))
    for number, name in enumerate(GRADES[1:], start=1):
        letter = nw.when(grade == number).then(nw.lit(name)).otherwise(letter)
    return letter
