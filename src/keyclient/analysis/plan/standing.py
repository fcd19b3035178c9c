"""Which entry of the catalogue makes the line of each customer, for `--what-if`."""

import numpy as np

from keyclient.analysis.common.evidence.arrays import ABSENT
from keyclient.analysis.common.evidence.given_books import given_books
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.standing import Standing
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.calculate import basis_of
from keyclient.analysis.plan.catalogue import matched
from keyclient.model.label import Label, Lang
from keyclient.policy.models import Policy

_ENTRY, _IN_PLAN = Label("entry", "行动类型"), Label("customers with a line", "列入计划的客户")
_NOT_MEANT, _NO_ENTRY = Label("not in the plan", "未列入计划"), Label("no entry fits", "无适用行动")


def plan_standing(inputs: Inputs, policy: Policy) -> Standing:
    """The plan that the book gives, whatever people wrote into an earlier one. Raises as `given_books` and `basis_of`."""
    books = given_books(inputs, policy)
    basis: Basis = basis_of(books, Lang.EN)
    entries, found = policy.plan.entries, matched(basis)
    none_fits = basis.whom & (found == ABSENT)
    return Standing(
        what=_ENTRY,
        attribute="entry",
        groups={
            **{entry.name: entry.label for entry in entries},
            "no entry": _NO_ENTRY,
            "not in the plan": _NOT_MEANT,
        },
        code=np.select([found != ABSENT, none_fits], [found, len(entries)], len(entries) + 1),
        focus=_IN_PLAN,
        in_focus=np.not_equal(found, ABSENT),
        key=books.key(books.newest),
    )
