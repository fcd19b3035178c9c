"""The issues that `plan --verify` raises: about the plan, and about the later books."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.leading_zeros import lost_zeros
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify.judge import JudgedPlan
from keyclient.analysis.plan.verify.lines import Required, not_understood
from keyclient.analysis.plan.verify.why import Why
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Loaded
from keyclient.model.rules import Severity
from keyclient.model.rules import verify as rules


def verify_issues(
    plan: JudgedPlan, asks: Sequence[Required], inputs: Inputs, given: Sequence[PlanLine]
) -> tuple[Issue, ...]:
    """Criteria that cannot be understood, another book than the plan's, and what is wrong with each later book."""
    return (*_of_plan(plan, asks, inputs, given), *_of_books(plan, inputs))


def _of_plan(
    plan: JudgedPlan, asks: Sequence[Required], inputs: Inputs, given: Sequence[PlanLine]
) -> Iterator[Issue]:
    refused = list(not_understood(plan.judged.lines, asks))
    if refused:
        line, why = refused[0]
        yield rules.CriteriaNotUnderstood(count=len(refused), line=line.line_id, reason=why)
    sources = inputs.loaded.portfolio.sources
    own = sources[0].sha256 if sources else ""
    others = sum(bool(line.baseline.sha256) and not own.startswith(line.baseline.sha256) for line in given)
    if others:
        yield rules.PlanOfAnotherBook(book=plan.before.name, count=others)


def _of_books(plan: JudgedPlan, inputs: Inputs) -> Iterator[Issue]:
    lines = len(plan.judged.lines)
    for seen, loaded, found in zip(plan.judged.books, inputs.newer, plan.followed, strict=True):
        if loaded.as_of_from_file:
            yield rules.JudgedAsOfFileDate(book=seen.name, as_of=seen.day)
        if not seen.book.is_ranked_alike:
            yield rules.JudgedByAnotherMeasure(book=seen.name, measure=plan.before.book.measure.label)
        absent = found.why == Why.ABSENT
        if absent.any():
            yield rules.LinesAbsent(book=seen.name, count=int(absent.sum()), lines=lines)
            yield from _zeros(plan, absent, seen.name, loaded)
        defects = sum(issue.severity is not Severity.NOTE for issue in loaded.issues)
        if defects:
            yield rules.LaterBookDefects(book=seen.name, count=defects)
    for one, next_one in pairwise(plan.judged.books):
        if one.day == next_one.day:
            yield rules.LaterBooksOfOneDay(as_of=one.day, book=one.name, other_book=next_one.name)


def _zeros(plan: JudgedPlan, absent: Ints, name: str, loaded: Loaded) -> Iterator[Issue]:
    """That customers who are not found have ids that differ in leading zeros alone from some that are there."""
    frame = loaded.portfolio.frame
    if "customer_id" not in frame:
        return
    ids = [plan.judged.lines[int(line)].customer_id for line in np.flatnonzero(absent)]
    gone = pd.Series([one for one in ids if one is not None], dtype="str")
    there = frame["customer_id"].dropna().astype("str")
    found = lost_zeros(gone, there[~there.isin(gone)])
    if found.gone.any():
        yield rules.JudgedIdsLostZeros(book=name, count=int(found.gone.sum()))
