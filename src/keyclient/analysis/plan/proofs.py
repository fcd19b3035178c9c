"""The acceptance criterion of each line: the proof of its entry with what stands in braces filled in."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, Decimal

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints, Numbers
from keyclient.analysis.common.occasions.found import in_fen
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.criteria.amounts import plain
from keyclient.analysis.plan.criteria.criterion import AmountCondition
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.criteria.refusals import CriterionError
from keyclient.analysis.plan.refusals import ProofError
from keyclient.model.measure import Measure, MeasureKind
from keyclient.policy.models import Policy
from keyclient.policy.parts.catalogue import Entry, places

_YUAN_FLOOR = 10_000
"""From here on amounts of money in criteria are whole yuan."""


def check_proofs(policy: Policy, balance: str, as_of: dt.date) -> None:
    """Raises `ProofError` where the proof of an entry in force cannot be understood, whatever is filled in. `balance`: its word."""
    for entry in policy.plan.entries:
        try:
            proof_field(entry, policy, balance, as_of)
        except CriterionError as error:
            raise ProofError(entry=entry.label, proof=entry.proof, reason=error.label) from error


def proof_field(entry: Entry, policy: Policy, balance: str, as_of: dt.date) -> str | None:
    """The field whose amount the proof of an entry is about; None where it is about none. Raises `CriterionError`."""
    criterion = parse_criterion(sample_proof(entry, policy, balance, as_of), policy)
    found = (one.field for one in criterion.conditions if isinstance(one, AmountCondition))
    return next(found, None)


def sample_proof(entry: Entry, policy: Policy, balance: str, as_of: dt.date) -> str:
    """The proof of an entry with something filled in. `balance`: the word of what criteria are about."""
    best, *lower = (tier.name for tier in policy.tier.ladder)
    family = next(iter(policy.lifecycle.families), "")
    return entry.proof.format(
        balance=balance,
        kept=1,
        won_back=1,
        grown=1,
        tier=next(iter(lower), best),
        next_tier=best,
        family=family,
        start=as_of,
    )


def criteria(basis: Basis, entry: Entry, at: Ints) -> list[str]:
    """The criteria of the lines of an entry, for customers at some positions."""
    wanted = places(entry.proof)
    columns = {name: list(values) for name, values in _filled(basis, entry, at, wanted).items()}
    rows = zip(*(columns[name] for name in wanted), strict=True) if wanted else iter([()] * len(at))
    return [entry.proof.format(**dict(zip(wanted, row, strict=True))) for row in rows]


def _filled(basis: Basis, entry: Entry, at: Ints, wanted: Iterable[str]) -> Mapping[str, Iterable[object]]:
    ladder = [tier.name for tier in basis.policy.tier.ladder]
    families = list(basis.policy.lifecycle.families)
    place = basis.book.place[at]
    found: dict[str, Iterable[object]] = {}
    for name in wanted:
        match name:
            case "balance":
                found[name] = [basis.balance.word] * len(at)
            case "kept" | "won_back" | "grown":
                found[name] = map(plain, _amounts(basis.balance.measure, amount_units(basis, entry)[at]))
            case "tier":
                found[name] = [ladder[number] for number in place.tolist()]
            case "next_tier":
                found[name] = [ladder[number - 1] for number in place.tolist()]
            case "family":
                found[name] = [families[number] for number in basis.life.family[at].tolist()]
            case _:
                found[name] = [basis.start] * len(at)
    return found


def amount_units(basis: Basis, entry: Entry) -> Numbers:
    """The amount that the proof of an entry asks for, in units of the balance; NaN where it cannot be known.

    `{kept}`: `plan.kept` of the balance; `{grown}`: the balance and `plan.grown` of it; `{won_back}`: the balance and
    `plan.won_back` of the amount of the reason.
    """
    plan, value = basis.policy.plan, basis.balance.units
    wanted = places(entry.proof)
    if "won_back" in wanted:
        return value + plan.won_back * _reason_units(basis, entry)
    return value * (1 + plan.grown) if "grown" in wanted else value * plan.kept


def _reason_units(basis: Basis, entry: Entry) -> Numbers:
    """The amount of the reason of an entry in units of the balance; NaN where it is about no money of it."""
    measure = basis.balance.measure
    found = basis.reason(entry)
    if found is None or measure.kind is not MeasureKind.MONEY:
        return np.full(basis.customers, np.nan)
    one = float(in_fen(np.array([1.0]), measure)[0])
    return found.amount / one


def _amounts(measure: Measure, units: Numbers) -> list[Decimal]:
    """Amounts rounded up: money to whole yuan, from 10,000 yuan to whole hundreds; other numbers to whole units.

    What is above a whole unit by the error of floats alone is that unit: 120 x 1.1 is 132.
    """
    whole = units if measure.decimals is None else np.ceil(np.round(units, 3))
    found = [measure.amount(one) for one in whole.tolist()]
    return [_rounded(one) for one in found] if measure.kind is MeasureKind.MONEY else found


def _rounded(amount: Decimal) -> Decimal:
    step = Decimal(100) if abs(amount) >= _YUAN_FLOOR else Decimal(1)
    return (amount / step).to_integral_value(ROUND_CEILING) * step
