"""What `risk` answers: the JSON contract of the command."""

from dataclasses import dataclass

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.unread import UnreadCustomer, is_nobody, nobody_unread
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share


@dataclass(frozen=True, slots=True)
class ReasonTold:
    """One reason of one customer, with its words and its money."""

    family: str
    code: str
    """A value of `Why`."""
    text: str
    amount: Amount | None
    """The money that it is about; None where it is about none."""


@dataclass(frozen=True, slots=True)
class CustomerAtRisk:
    """One key customer about whom something is to be said."""

    customer_id: str | None
    row: int
    severity: str
    """red, orange, yellow or grey."""
    tier: str
    """Today's tier."""
    reasons: tuple[ReasonTold, ...]
    gone: Amount | None
    """Her best value, of the last books or before the change that the book itself tells, less today's; 0 where that is best.

    None where nothing says what she was worth, or today's value is blank. Of the balance `RiskResult.gone_of`.
    """
    maturing: Amount | None
    """Of what remains, what matures soon; None where the book does not say."""
    remaining: Amount | None
    """Today's value; None: blank."""
    missing: tuple[str, ...]
    """The fields that would have to be filled to know more, and `previous` for an earlier book."""


class SeverityTotal(Contract):
    """The key customers of one severity, worst first; `none` has those with nothing to say, all of it known.

    Amounts are sums of those that are known; None where none is, though there are customers, or the book tells it of nobody.
    """

    severity: str
    customers: int
    gone: Amount | None
    maturing: Amount | None
    remaining: Amount | None


class ReasonTotal(Contract):
    """One reason over all key customers."""

    reason: str
    family: str
    customers: int
    amount: Amount | None
    unknown: int
    """Key customers of whom the books do not say."""


class Receiver(Contract):
    """Who could take over customers of a manager who leaves."""

    manager: str
    branch: str | None
    free: int
    """Seats free."""


class ManagerAtRisk(Contract):
    """What hangs on one manager; the largest value first."""

    manager: str | None
    """None: the customers without a manager, in each branch by themselves."""
    branch: str | None
    """Where most of the key customers are; None where the book does not say."""
    key_customers: int
    value: Amount
    """Of the key customers, as far as it stands in rows of hers."""
    in_branch: Amount
    """What of it is in the branch, of positive values."""
    share_of_branch: Share | None
    """`in_branch` of the positive value of all key customers of the branch (`branches`); where `branch` is None, of all whose branch
    the book does not name."""
    with_assistant: int | None
    """Key customers who have a second manager; None where the book has no such column."""
    seats: int | None
    """Key customers one manager of the branch can look after; None for the customers without a manager."""
    receivers: tuple[Receiver, ...]
    """In the branch first, most free seats first: as many as it takes to seat her key customers."""
    unseated: int
    """Key customers for whom no seat is free."""


class BranchHeld(Contract):
    """The key customers of one branch."""

    branch: str | None
    """None: those whose branch the book does not name."""
    value: Amount
    """Of positive values."""


class Concentration(Contract):
    """On how few managers and customers the value rests. Customers without a positive value do not count."""

    hhi: float | None
    """Over managers; None where the book has none."""
    effective_managers: float | None
    managers: int
    without_manager: Amount | None
    """None where the book names no manager at all."""
    top1: Share | None
    top5: Share | None
    top10: Share | None
    loss_top1: Amount
    """What is lost with the largest customer."""
    loss_top3: Amount
    loss_top5: Amount
    iron_for_one_platinum: int | None
    """Customers of the last tier whose mean positive value replaces one of the first; None if either has none."""


class BackTest(Contract):
    """Whether one reason came true: of the key customers in earlier books whom it flagged, and of those it did not."""

    reason: str
    flagged: int
    fell: int
    """Of them, who lost the share of `risk.fall` or left by the next book; of `emptied`, on both sides, who left."""
    rate: Share | None
    low: Share | None
    high: Share | None
    expected_rate: Share | None
    """What was to be expected of the flagged: the rate of key customers of the same book, tier and like value."""
    others: int
    others_fell: int
    others_rate: Share | None
    others_low: Share | None
    others_high: Share | None
    lift: float | None
    """The one rate over the other; None where the other is 0 or nobody."""
    verdict: str
    """better, no_better or too_few."""


class AfterChange(Contract):
    """What became of the key customers of a branch by the next book whose manager had changed, in all earlier books."""

    branch: str | None
    """None: the books name none for them."""
    changed: int
    fell: int
    """Of them, who lost the share of `risk.fall` or left by the next book."""
    rate: Share
    low: Share | None
    high: Share | None
    others: int
    """Key customers of the branch whose manager had not changed."""
    others_fell: int
    others_rate: Share | None


class Gone(Contract):
    """Key customers of the book before who are not in this one: lost already, see `compare`."""

    customers: int
    value: Amount


class RiskResult(Contract):
    """Which key customers may leave."""

    measure: str
    gone_of: str
    """The field of the balance of which `gone` tells: the measure, or where nothing tells of that, one with a change column."""
    key_customers: int
    """By today's tiers, those of the last books, or the book's own."""
    customers: LazyRows[CustomerAtRisk]
    """By severity, then money (gone and remaining), then id and row: as many as requested."""
    total_customers: int
    severities: tuple[SeverityTotal, ...]
    reasons: tuple[ReasonTotal, ...]
    managers: tuple[ManagerAtRisk, ...]
    """Empty where the book names no manager at all."""
    branches: tuple[BranchHeld, ...]
    """By name: what `share_of_branch` is a share of."""
    seats: int | None
    """Key customers one manager can look after, by the policy; None: as many as the busiest of the branch has."""
    concentration: Concentration
    backtest: tuple[BackTest, ...]
    """Empty without three books."""
    after_changes: tuple[AfterChange, ...]
    """By branch, most changes first; empty without three books, or where no manager changed."""
    dormant: int | None
    """Customers who have next to nothing with the bank and move nothing; None where the book does not say what they have, or has no
    dates of transactions."""
    dormant_value: Amount | None
    """What they have with the bank, in yuan."""
    gone: Gone | None
    """None without an earlier book."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: in no list. Only where there are any."""
