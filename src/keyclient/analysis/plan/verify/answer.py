"""The answer of `plan --verify`."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.tier_book import TierBook, tier_book
from keyclient.analysis.plan.masked import masked_issues, masked_lines
from keyclient.analysis.plan.verify.issues import verify_issues
from keyclient.analysis.plan.verify.judge import JudgedPlan, judge
from keyclient.analysis.plan.verify.lines import Required, judged_lines, required
from keyclient.analysis.plan.verify.managers import contacted, manager_verdicts, owners
from keyclient.analysis.plan.verify.report import Told, facts, verify_report
from keyclient.analysis.plan.verify.returns import returns
from keyclient.analysis.plan.verify.rows import line_verdicts, ordered
from keyclient.analysis.plan.verify.tables import VerifyLook, verify_columns
from keyclient.analysis.plan.verify.to_judge import ToJudge
from keyclient.analysis.plan.verify.verdicts import Verdict
from keyclient.analysis.plan.verify.work import compared, since
from keyclient.analysis.plan.verify_result import LineVerdict, VerifyResult
from keyclient.model.label import Label
from keyclient.policy.models import Policy


def answer_verify(
    inputs: Inputs, policy: Policy, query: Query, plan: Callable[[], ToJudge]
) -> Outcome[VerifyResult]:
    """Whether the plan was met, and what it brought, by the later books (`Inputs.newer`, at least one).

    `plan`: makes its lines. Raises as `tier_book` and as that does.
    """
    portfolio = inputs.loaded.portfolio
    tiers = tier_book(portfolio, measure_of(portfolio), policy.tier)
    whole = plan()
    # a criterion that is none is not repeated where it is read, which has to be done first
    theirs = whole.theirs._replace(criteria=frozenset())
    given = masked_lines(whole.lines, theirs) if query.mask else whole.lines
    names = {} if query.mask else whole.names
    told_of_plan = masked_issues(whole.issues, {}) if query.mask else whole.issues
    kept = judged_lines(given)
    asks = required(kept, policy, query)
    judged = judge(kept, asks, inputs, tiers, policy)
    result, told = _result(judged, asks, tiers, policy, query)
    result = result.model_copy(update={"dropped": len(given) - len(kept)})
    listed, total = _listed(result, inputs, query)
    look = VerifyLook(Contacts(portfolio.frame), query.top, total, names)
    report = verify_report(listed, told, policy.plan, look)
    issues = verify_issues(judged, asks, inputs, given)
    return Outcome(
        "plan",
        listed,
        says_only(report, query.only, portfolio, result.lines),
        issues=(*inputs.loaded.issues, *told_of_plan, *issues, *inputs.issues),
        sources=(*portfolio.sources, *(one for book in inputs.newer for one in book.portfolio.sources)),
        portfolio=listed_alone(portfolio, query.only, result.lines),
        facts=tuple(facts(result)),
        only=None if query.only is None else query.only.names,
        customer_columns=partial(verify_columns, result),
        other_numbers=lambda: {line.customer_id for line in given if line.customer_id is not None},
    )


def _result(
    plan: JudgedPlan, asks: Sequence[Required], tiers: TierBook, policy: Policy, query: Query
) -> tuple[VerifyResult, Told]:
    judged = plan.judged
    lines, books = judged.lines, judged.books
    names = owners(lines, policy.managers)
    pairs = [(book.book, found) for book, found in zip(books, plan.followed, strict=True)]
    called = contacted(pairs, since(lines))
    worked = compared(lines, called, plan.before, books, tiers)
    places = ordered(plan, names)
    rows = line_verdicts(plan, asks, names, places[: query.counted], query.lang)
    result = VerifyResult(
        books=tuple(book.name for book in books),
        as_of=books[-1].day,
        lines=LazyRows(LineVerdict, ListSource(rows)),
        total_lines=len(lines),
        dropped=0,
        managers=tuple(manager_verdicts(names, judged.verdicts, called)),
        **{"return": returns(worked, tiers.measure, policy.plan)},
    )
    return result, Told(tiers.measure, _reasons(plan, asks), plan.otherwise)


def _reasons(plan: JudgedPlan, asks: Sequence[Required]) -> Mapping[Label, list[str]]:
    """The ids of the lines that cannot be judged, by what keeps them from it."""
    found = plan.judged.verdicts.verdict
    reasons: dict[Label, list[str]] = {}
    for at, one in enumerate(asks):
        if found[at] == Verdict.UNDECIDABLE:
            reason = plan.judged.undecided(at) if one.kind is None else one.kind
            reasons.setdefault(reason, []).append(plan.judged.lines[at].line_id)
    return reasons


def _listed(whole: VerifyResult, inputs: Inputs, query: Query) -> tuple[VerifyResult, int]:
    """The result with the lines that were asked for, and how many there are of the customers listed."""
    if query.only is None:
        return whole, whole.total_lines
    lines = query.only.of(whole.lines, inputs.loaded.portfolio.listed)
    return whole.model_copy(update={"lines": lines[: query.top]}), len(lines)
