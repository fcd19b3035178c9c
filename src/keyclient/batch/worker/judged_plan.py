"""The plan of the book before this one, judged by this one."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from keyclient.analysis.analyses import analysis_named
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.query import Query
from keyclient.analysis.plan.verify_result import VerifyResult
from keyclient.answers.book import SharedBook
from keyclient.answers.request import request_for
from keyclient.batch.worker.given_forms import Written
from keyclient.errors import KeyclientError
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load_cells
from keyclient.ingest.source.opening import open_book
from keyclient.model.filled_in import FormKind
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy


class JudgedPlan(NamedTuple):
    """A plan and the customers that it was made for."""

    of: Loaded
    """The book of the plan."""
    result: VerifyResult


def judged_plan(written: Written, book: SharedBook, policy: Policy, lang: Lang) -> JudgedPlan | None:
    """What the book says of the plan that people gave back; None without one, or where the book is not later than its own.

    None too where nothing can be compared, as without a value.
    """
    plans = tuple(one for one in written.forms if one.kind is FormKind.PLAN)
    if not plans or written.taken.customers is None:
        return None
    plan = analysis_named("plan")
    with suppress(KeyclientError):
        newer = book.load(
            replace(request_for(plan.needs(policy), book.request), needs_measure=False, about=())
        )
        of = _customers(Path(written.taken.customers), newer, policy)
        if newer.portfolio.as_of <= of.portfolio.as_of:
            return None
        inputs = Inputs(of, newer=(newer,), written=plans)
        result = plan.analyse(inputs, policy, Query(lang, top=None)).result
        return JudgedPlan(of, result) if isinstance(result, VerifyResult) else None
    return None


def _customers(path: Path, newer: Loaded, policy: Policy) -> Loaded:
    """The customers of the book of the plan, as they were kept. Raises as `load`."""
    measure = newer.portfolio.measure
    read = policy.model_copy(
        update={
            "as_of": None,
            "columns": {},
            "read": policy.read.model_copy(update={"sheet": None}),
        }
    )
    named = measure.name if measure is not None and len(measure.columns) == 1 else None
    asked = Request(policy=read, measure=named, needs_measure=False)
    needs = analysis_named("plan").needs(read)
    cells = open_book(path, sheet=None, limits=read.read).cells()
    return load_cells(cells, replace(request_for(needs, asked), needs_measure=False, about=()))
