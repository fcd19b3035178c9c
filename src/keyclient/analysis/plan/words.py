"""What a line says: the texts of its entry with what stands in braces filled in, in the language of the answer."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

import numpy as np

from keyclient.analysis.common.amounts import short_amount, short_fen
from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.occasions.near import lacking
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.plan.basis import Basis
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.policy.parts.catalogue import Entry, places
from keyclient.policy.parts.families import family_label

CELL_LABELS = {
    "keep": Label("keep", "保"),
    "win": Label("win", "争"),
    "ask": Label("ask", "问"),
    "grow": Label("grow", "培"),
    "serve": Label("serve cheaply", "简"),
}
CLASS_LABELS = {"A": Label("class A", "A 类"), "rest": Label("the others", "其余")}
_COUNTED = Label("{number} ({measure})", "{number}（{measure}）")
_UNKNOWN_AMOUNT = Label("unknown amount", "不详金额")
_HAND_OVER = Label(
    "{activity}; hand over to {taker} at a joint meeting (no seat left)",
    "{activity}；并与{taker}共同面谈、办理交接（超出管户容量）",
)
Cells = Iterator[str] | list[str]


def texts_of(
    basis: Basis, entry: Entry, which: Literal["target", "strategy", "activity"], at: Ints
) -> list[str]:
    """One of the texts of the lines of an entry, for customers at some positions."""
    template = entry.words(which).text(basis.lang)
    wanted = tuple(dict.fromkeys(places(template)))
    if not wanted:
        return [template.format()] * len(at)
    columns = [list(_PLACES[name](basis, entry, at)) for name in wanted]
    return [template.format(**dict(zip(wanted, row, strict=True))) for row in zip(*columns, strict=True)]


def handed_over(basis: Basis, at: Ints, activities: Sequence[str]) -> list[str]:
    """The activities of some customers; whoever is to be handed over has a line that says so."""
    moves = basis.moves
    taker = {
        int(position): moves.names[taker]
        for position, taker in zip(moves.customer.tolist(), moves.taker.tolist(), strict=True)
        if taker != NOBODY
    }
    if not taker:
        return [*activities]
    return [
        _HAND_OVER.say(basis.lang, {"activity": said, "taker": taker[place]}) if place in taker else said
        for place, said in zip(at.tolist(), activities, strict=True)
    ]


def _amount(basis: Basis, entry: Entry, at: Ints) -> Cells:
    found = basis.reason(entry)
    unknown = _UNKNOWN_AMOUNT.text(basis.lang)
    if found is None:
        return [unknown] * len(at)
    return (
        unknown if np.isnan(fen) else short_fen(round(fen), basis.lang) for fen in found.amount[at].tolist()
    )


def _date(basis: Basis, entry: Entry, at: Ints) -> Cells:
    found = basis.reason(entry)
    days = [] if found is None else found.day[at].tolist()
    return [dt.date.fromordinal(day).isoformat() for day in days]


def _gap(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    unknown = _UNKNOWN_AMOUNT.text(basis.lang)
    return [said or unknown for said in lacking(basis.occasions.look, at)]


def _balance(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    held = basis.balance
    amounts = held.amounts(at)
    return ("" if one is None else held_words(one, held.measure, basis.lang) for one in amounts)


def held_words(amount: Decimal, measure: Measure, lang: Lang) -> str:
    """What a customer has of a measure; a number that is no money says what it counts."""
    said = short_amount(amount, measure, lang)
    if measure.kind is MeasureKind.MONEY:
        return said
    return _COUNTED.say(lang, {"number": said, "measure": measure.label.text(lang)})


def _tier(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    return _tiers(basis, basis.book.place[at])


def _next_tier(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    return _tiers(basis, basis.book.place[at] - 1)


def _tiers(basis: Basis, place: Ints) -> list[str]:
    names = [tier.label.text(basis.lang) for tier in basis.policy.tier.ladder]
    return [names[number] for number in place.tolist()]


def _need(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    names = [Label(name, need.zh).text(basis.lang) for name, need in basis.policy.lifecycle.needs.items()]
    return [names[number] for number in basis.life.need[at].tolist()]


def _offer(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    families = basis.policy.lifecycle.families
    names = [family_label(name, family).text(basis.lang) for name, family in families.items()]
    return [names[number] for number in basis.life.family[at].tolist()]


def _event(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    names = [named(name, one.zh).text(basis.lang) for name, one in basis.policy.plan.activities.items()]
    return [names[number] for number in basis.event[at].tolist()]


def _perk(basis: Basis, entry: Entry, at: Ints) -> Cells:
    del entry
    name, perk = max(basis.policy.plan.perks.items(), key=lambda one: one[1].share)
    return [named(name, perk.zh).text(basis.lang)] * len(at)


def named(name: str, zh: str) -> Label:
    """What something is called whose key is its English name."""
    return Label(name.replace("_", " "), zh)


_PLACES: Mapping[str, Callable[[Basis, Entry, Ints], Cells]] = {
    "amount": _amount,
    "date": _date,
    "gap": _gap,
    "balance": _balance,
    "tier": _tier,
    "next_tier": _next_tier,
    "need": _need,
    "offer": _offer,
    "event": _event,
    "perk": _perk,
}
