"""Whom each manager calls today: the lists of the newest book."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers
from keyclient.analysis.common.evidence.finding import YUAN
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.today.calls import calls, last_contacts
from keyclient.analysis.today.gathered import Gathered
from keyclient.analysis.today.lists import CallList, CallLists, call_lists
from keyclient.analysis.today.result import Call, CallOutcome, FirstReason, LeftOut, ManagerCalls, TodayResult
from keyclient.analysis.today.said import APPOINTMENT, STATUSES
from keyclient.analysis.today.selection import Candidates, Selected, first_reasons, selected
from keyclient.policy.parts.managers import ManagersPolicy

_MISSING = frozenset({Occasion.NEAR, Occasion.GRACE_ENDS})
"""Reasons whose amount is what a customer lacks of a tier."""


def today(found: Gathered, managers: ManagersPolicy, *, mask: bool = False) -> TodayResult:
    """The lists: of one manager if the policy names her, else of all who have a customer with a reason.

    Raises `NamesNoManagers` and `NoSuchManager`.
    """
    policy = found.policy
    lists = call_lists(found.books.books[-1].portfolio)
    if policy.manager is not None:
        lists = lists.of(policy.manager, managers)
    candidates = _candidates(found, lists)
    chosen = selected(candidates, len(lists.lists), policy.limit, found.quotas)
    lines = _lines(found, lists, chosen)
    rows = iter(list(calls(found, np.concatenate(lines), mask=mask)) if any(map(len, lines)) else [])
    made = [
        _made(one, [*islice(rows, len(lines[number]))], chosen, number)
        for number, one in enumerate(lists.lists)
    ]
    kept = tuple(one for one in made if one.customers or one.left_out.contacted or one.left_out.limit)
    is_whole = policy.manager is None
    outcomes = found.back.outcomes if is_whole else found.back.outcomes_of(lists.owner != ABSENT)
    return TodayResult(
        measure=found.books.measure.name,
        managers=kept,
        customers=sum(one.customers for one in kept),
        reasons=tuple(_reasons(found, candidates, chosen)),
        outcomes=tuple(
            CallOutcome(status=name, calls=outcomes[name]) for name in STATUSES if outcomes.get(name)
        ),
    )


def _candidates(found: Gathered, lists: CallLists) -> Candidates:
    turns = found.turns
    nothing = np.zeros(found.size, dtype=bool)
    holds = [found.takes_part(one) for one in turns] or [nothing]
    amounts = [_weight(found, one.reason) for one in turns] or [np.full(found.size, np.nan)]
    first, amount = first_reasons(holds, amounts)
    frame = found.books.books[-1].portfolio.frame
    names = (
        frame["customer_id"].astype("str").fillna("")
        if "customer_id" in frame
        else frame["row"].astype("str")
    )
    return Candidates(
        first,
        amount,
        found.occasions.value,
        names.to_numpy(object),
        frame["row"].to_numpy(np.int64),
        lists.owner,
        _quiet(found),
        found.back.is_appointed(found.size),
    )


def _weight(found: Gathered, reason: Occasion) -> Numbers:
    """What a reason is about; where that is what is missing, the nearest come first."""
    amount = found.amount(reason)
    return -amount if reason in _MISSING else amount


def _quiet(found: Gathered) -> Flags:
    """Who was contacted lately, on the last day that counts or later, and has no money that matures."""
    since = found.books.books[-1].portfolio.as_of.toordinal() - found.policy.quiet_days
    is_quiet = last_contacts(found) >= since
    if Occasion.MATURES in found.reasons:
        is_quiet &= ~found.holds(Occasion.MATURES)
    return np.asarray(is_quiet, dtype=bool)


def _lines(found: Gathered, lists: CallLists, chosen: Selected) -> list[Ints]:
    """The positions of each list: appointments of the day, calls, appointments to come (those without a day last)."""
    today_ = found.books.books[-1].portfolio.as_of
    owner = lists.owner
    kept: list[list[tuple[int, int, int]]] = [[] for _ in lists.lists]
    for at, said in found.back.said.items():
        if said.status == APPOINTMENT and owner[at] != ABSENT:
            day = (said.day.toordinal() - today_.toordinal()) if said.day else _NO_DAY
            kept[owner[at]].append((0 if day == 0 else 2, day, at))
    for at in chosen.listed.tolist():
        kept[owner[at]].append((1, 0, at))
    return [_positions(one) for one in kept]


_NO_DAY = 10**6
"""Later than any appointment."""


def _positions(places: Sequence[tuple[int, int, int]]) -> Ints:
    """The positions in order; calls stay in theirs."""
    ordered = sorted(places, key=lambda one: one[:2])
    return np.array([at for *_, at in ordered], dtype=np.int64)


def _made(one: CallList, rows: Sequence[Call], chosen: Selected, number: int) -> ManagerCalls:
    return ManagerCalls(
        manager=one.manager,
        branch=one.branch,
        customers=len(rows),
        lines=LazyRows(Call, ListSource(rows)),
        left_out=LeftOut(contacted=int(chosen.contacted[number]), limit=int(chosen.limit[number])),
    )


def _reasons(found: Gathered, candidates: Candidates, chosen: Selected) -> Iterator[FirstReason]:
    counted = np.not_equal(candidates.owner, ABSENT) & ~candidates.is_kept
    for reason in found.reasons:
        turns = [number for number, turn in enumerate(found.turns) if turn.reason is reason]
        is_first = np.isin(candidates.first, turns)
        listed = chosen.listed[is_first[chosen.listed]]
        fen = found.amount(reason)[listed]
        yield FirstReason(
            reason=reason.value,
            customers=int((counted & is_first).sum()),
            listed=len(listed),
            amount=None if np.isnan(fen).all() else YUAN.amount(round(float(np.nansum(fen)))),
        )
