"""A result of `risk` made by hand, with everything that it can tell."""

from decimal import Decimal

from keyclient.analysis.common.evidence.reasons import REASONS
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.risk.result import (
    AfterChange,
    BackTest,
    Concentration,
    CustomerAtRisk,
    Gone,
    ManagerAtRisk,
    ReasonTold,
    ReasonTotal,
    Receiver,
    RiskResult,
    SeverityTotal,
)

FAMILIES = {reason.why.value: reason.family.value for reason in REASONS}


def told(code: str, text: str, amount: str | None = None) -> ReasonTold:
    return ReasonTold(FAMILIES[code], code, text, None if amount is None else Decimal(amount))


def customer(
    row: int,
    severity: str,
    *reasons: ReasonTold,
    gone: str | None = "0",
    maturing: str | None = None,
    remaining: str | None = "600000",
    missing: tuple[str, ...] = (),
    tier: str = "gold",
) -> CustomerAtRisk:
    return CustomerAtRisk(
        customer_id=f"{row:06}",
        row=row,
        severity=severity,
        tier=tier,
        reasons=reasons,
        gone=None if gone is None else Decimal(gone),
        maturing=None if maturing is None else Decimal(maturing),
        remaining=None if remaining is None else Decimal(remaining),
        missing=missing,
    )


CUSTOMERS = (
    customer(
        2,
        "red",
        told("down", "较近三期最高值下降 52%（120万元）", "1200000"),
        told("overdue", "47 天未联系，铂金应每 30 天联系一次"),
        told("maturing", "20 天内到期 50万元", "500000"),
        gone="1200000",
        maturing="500000",
        remaining="1100000",
        tier="platinum",
    ),
    customer(3, "red", told("emptied", "余额由 80万元 降为 0", "800000"), gone="800000", remaining="0"),
    customer(4, "orange", told("down", "较近三期最高值下降 33%（30万元）", "300000"), gone="300000"),
    customer(5, "orange", told("complaint", "投诉 2 次"), told("one_product", "仅持 1 种产品")),
    customer(6, "yellow", told("competitor", "他行：招行"), missing=("complaints",)),
    customer(7, "grey", remaining=None, missing=("last_contact", "manager", "previous")),
    customer(8, "grey", missing=("last_contact",)),
)
SEVERITIES = (
    ("red", 2, "2000000", "500000", "1100000"),
    ("orange", 2, "300000", "0", "1200000"),
    ("yellow", 1, "0", "0", "600000"),
    ("grey", 2, "0", "0", "600000"),
    ("none", 5, "10000", "0", "3000000"),
)
REASON_TOTALS = (
    ("emptied", 1, "800000", 0),
    ("down", 2, "1500000", 1),
    ("under_floor", 0, "0", 12),
    ("overdue", 1, None, 2),
    ("complaint", 1, None, 3),
    ("no_owner", 0, None, 0),
    ("manager_changed", 0, None, 1),
    ("one_product", 1, None, 0),
    ("loan_only", 0, None, 0),
    ("competitor", 1, None, 5),
    ("wallet", 0, None, 12),
    ("person", 0, None, 12),
    ("maturing", 1, "500000", 0),
    ("grace_ends", 0, None, 1),
)
MANAGERS = (
    ManagerAtRisk(
        manager="王芳",
        branch="城东",
        key_customers=6,
        value=Decimal(3_400_000),
        in_branch=Decimal(3_400_000),
        share_of_branch=0.62,
        with_assistant=1,
        seats=6,
        receivers=(
            Receiver(manager="李强", branch="城东", free=3),
            Receiver(manager="张伟", branch="高新", free=2),
        ),
        unseated=1,
    ),
    ManagerAtRisk(
        manager="李强",
        branch="城东",
        key_customers=3,
        value=Decimal(2_000_000),
        in_branch=Decimal(2_000_000),
        share_of_branch=0.38,
        with_assistant=0,
        seats=6,
        receivers=(Receiver(manager="王芳", branch="城东", free=3),),
        unseated=0,
    ),
    ManagerAtRisk(
        manager=None,
        branch=None,
        key_customers=3,
        value=Decimal(600_000),
        in_branch=Decimal(600_000),
        share_of_branch=0.1,
        with_assistant=0,
        seats=None,
        receivers=(),
        unseated=0,
    ),
)


def back_test(reason: str, verdict: str, flagged: tuple[int, int], others: tuple[int, int]) -> BackTest:
    rate, other = flagged[1] / flagged[0], others[1] / others[0]
    return BackTest(
        reason=reason,
        flagged=flagged[0],
        fell=flagged[1],
        rate=rate,
        low=rate * 0.8,
        high=min(1, rate * 1.2),
        expected_rate=rate * 0.9,
        others=others[0],
        others_fell=others[1],
        others_rate=other,
        others_low=other * 0.8,
        others_high=min(1, other * 1.2),
        lift=rate / other if other else None,
        verdict=verdict,
    )


BACKTEST = (
    back_test("down", "better", (40, 20), (200, 20)),
    back_test("overdue", "no_better", (120, 14), (120, 13)),
    back_test("complaint", "too_few", (4, 1), (236, 20)),
)
AFTER_CHANGES = (
    AfterChange(
        branch="城东",
        changed=12,
        fell=4,
        rate=4 / 12,
        low=0.14,
        high=0.61,
        others=100,
        others_fell=9,
        others_rate=0.09,
    ),
    AfterChange(
        branch=None,
        changed=1,
        fell=0,
        rate=0.0,
        low=0.0,
        high=0.79,
        others=0,
        others_fell=0,
        others_rate=None,
    ),
)
GONE = Gone(customers=3, value=Decimal(1_900_000))
CONCENTRATION = Concentration(
    hhi=0.2345,
    effective_managers=4.26,
    managers=6,
    without_manager=Decimal(600_000),
    top1=0.183,
    top5=0.52,
    top10=0.77,
    loss_top1=Decimal(1_100_000),
    loss_top3=Decimal(2_300_000),
    loss_top5=Decimal(3_120_000),
    iron_for_one_platinum=148,
)


def result(
    customers: tuple[CustomerAtRisk, ...] = CUSTOMERS,
    *,
    managers: tuple[ManagerAtRisk, ...] = MANAGERS,
    backtest: tuple[BackTest, ...] = BACKTEST,
    gone: Gone | None = GONE,
) -> RiskResult:
    """The whole result, with all its customers listed."""
    return RiskResult(
        measure="aum",
        gone_of="aum",
        key_customers=12,
        customers=LazyRows(CustomerAtRisk, ListSource(customers)),
        total_customers=len(customers),
        severities=tuple(
            SeverityTotal(
                severity=name,
                customers=count,
                gone=Decimal(lost),
                maturing=Decimal(due),
                remaining=Decimal(left),
            )
            for name, count, lost, due, left in SEVERITIES
        ),
        reasons=tuple(
            ReasonTotal(
                reason=name,
                family=FAMILIES[name],
                customers=count,
                amount=None if amount is None else Decimal(amount),
                unknown=unknown,
            )
            for name, count, amount, unknown in REASON_TOTALS
        ),
        managers=managers,
        branches=(),
        seats=6,
        concentration=CONCENTRATION,
        backtest=backtest,
        after_changes=AFTER_CHANGES if backtest else (),
        dormant=23,
        dormant_value=Decimal("340.50"),
        gone=gone,
    )
