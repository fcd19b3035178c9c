"""The books that an analysis is given, as they are judged."""

from keyclient.analysis.common.evidence.books import RiskBooks, risk_books
from keyclient.analysis.common.inputs import Inputs
from keyclient.policy.models import Policy


def given_books(inputs: Inputs, policy: Policy) -> RiskBooks:
    """The book and the earlier ones, oldest first. Raises as `risk_books`."""
    books = (*inputs.earlier, inputs.loaded)
    return risk_books(
        [one.portfolio for one in books],
        policy,
        dated=[not one.as_of_from_file for one in books],
        change_since=inputs.loaded.change_since,
    )
