"""Which key customers may leave, why, and through whom; whether such warnings came true."""

from keyclient.analysis.risk.books import RiskBooks
from keyclient.analysis.risk.result import RiskResult
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


def risk(books: RiskBooks, policy: Policy, *, top: int | None = 20, lang: Lang = Lang.EN) -> RiskResult:
    """The warnings of the newest book, worst first, `top` of them (None: all). Sentences are in `lang`."""
    raise NotImplementedError
