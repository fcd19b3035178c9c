"""The answer of `plan`."""

from functools import partial

from pydantic import BaseModel

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.evidence.given_books import given_books
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.unread import says_unread, unread_customers, unread_table
from keyclient.analysis.plan.calculate import basis_of, plan
from keyclient.analysis.plan.customer_columns import plan_columns
from keyclient.analysis.plan.issues import plan_issues
from keyclient.analysis.plan.lines import plan_lines
from keyclient.analysis.plan.listed import listed
from keyclient.analysis.plan.look import PlanLook
from keyclient.analysis.plan.masked import masked_by, masked_issues, masked_plan
from keyclient.analysis.plan.planned import Planned, planned
from keyclient.analysis.plan.report import plan_facts, plan_report
from keyclient.analysis.plan.verify.answer import answer_verify
from keyclient.analysis.plan.verify.to_judge import ToJudge
from keyclient.analysis.plan.written import Written, to_judge, with_written
from keyclient.model.filled_in import FormKind
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


def answer_plan(inputs: Inputs, policy: Policy, query: Query) -> Outcome[BaseModel]:
    """Who does what for which key customer until when; with later books, whether it was done.

    Raises as `risk_books`, `basis_of` and `planned`.
    """
    if inputs.newer:
        return answer_verify(inputs, policy, query, partial(_judged, inputs, policy, query.lang))
    loaded = inputs.loaded
    portfolio = loaded.portfolio
    sha256 = portfolio.sources[0].sha256
    made = planned(basis_of(given_books(inputs, policy), query.lang))
    new = plan(made, sha256).model_copy(update={"unread": unread_customers(portfolio)})
    found = with_written(new, made, inputs.written, sha256)
    told = found.issues
    if query.mask:
        told = masked_issues(told, masked_by(found.result.lines))
    whole = masked_plan(found.result, found.theirs) if query.mask else found.result
    result, total = listed(whole, portfolio, query)
    look = _look(inputs, made, query, total, found)
    report = says_unread(plan_report(result, policy.plan, look), whole.unread)
    return Outcome(
        "plan",
        result,
        says_only(report, query.only, portfolio, whole.lines),
        issues=(*loaded.issues, *plan_issues(made, found.result), *told, *inputs.issues),
        sources=inputs.sources,
        portfolio=listed_alone(portfolio, query.only, whole.lines),
        facts=tuple(plan_facts(result)),
        only=None if query.only is None else query.only.names,
        customer_columns=partial(plan_columns, whole, look),
    )


def _judged(inputs: Inputs, policy: Policy, lang: Lang) -> ToJudge:
    """The plan that is judged: as people gave it back, read as the next plan would, else what the book gives."""
    made = planned(basis_of(given_books(inputs, policy), lang))
    sha256 = inputs.loaded.portfolio.sources[0].sha256
    plans = [one for one in inputs.written if one.kind is FormKind.PLAN]
    if not plans:
        return ToJudge(plan_lines(made, sha256))
    return to_judge(with_written(plan(made, sha256), made, plans, sha256))


def _look(inputs: Inputs, made: Planned, query: Query, total: int, found: Written) -> PlanLook:
    portfolio, policy = inputs.loaded.portfolio, made.basis.policy
    names = {} if query.mask else found.names
    return PlanLook(
        amount_kind(made.basis.books.measure),
        {tier.name: tier.label for tier in policy.tier.ladder},
        {entry.name: entry.label for entry in policy.plan.entries},
        made.basis.policy,
        query.lang,
        query.top,
        Contacts(portfolio.frame),
        total,
        owners=sorted(made.owners.name.dropna().unique()),
        remembered=() if query.mask else found.remembered,
        names=names,
        unread=unread_table(portfolio, found.result.unread, query.top),
    )
