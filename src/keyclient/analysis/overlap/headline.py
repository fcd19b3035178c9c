"""The headline of `overlap`: who is claimed by several, and what that does to the figures."""

from collections.abc import Iterator

from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.result import OverlapResult, TierTogether
from keyclient.model.label import Label, in_turn
from keyclient.model.report import Kind, Sentence, Value

_NOBODY = Label(
    "No customer is claimed by several branches or managers; records {records}, customers {persons}.",
    "没有客户被多个机构或客户经理认领（记录 {records} 条，客户 {persons} 个）。",
)
_CONTESTED = Label(
    "Customers claimed by several branches or managers: {contested}; whose they are is decided for {decided}, undecided {undecided}.",
    "被多个机构或客户经理认领的客户 {contested} 个：可判定归属 {decided} 个，待协商 {undecided} 个。",
)
_TWICE = Label(
    "Heads counted twice: {heads} (records {records}, customers {persons}).",
    "重复计入 {heads} 户（记录 {records} 条，实为客户 {persons} 个）。",
)
_TOGETHER = Label("Worth more together: {moves}.", "合并后层级提升：{moves}。")
_MOVE = Label(
    "{persons} at best {alone} in any branch, {together} together",
    "{persons} 个单独最高为{alone}、合并后为{together}",
)
_CHASED = Label(
    "Prospects pursued by several managers or branches at once: {count}.",
    "被多名客户经理或多个机构同时跟进的商机客户 {count} 个。",
)
_MOST = 2
"""Moves that are told."""


def headline(result: OverlapResult, look: OverlapLook) -> Iterator[Sentence]:
    """Who is shared and whose they are, heads counted twice, who is more together, who is chased twice."""
    total = result.total
    if total.contested:
        counts = {
            "contested": total.contested,
            "decided": total.contested - total.undecided,
            "undecided": total.undecided,
        }
        yield _counted(_CONTESTED, **counts)
    elif not result.counted_twice:
        yield _counted(_NOBODY, records=result.records, persons=result.persons)
    if result.counted_twice:
        yield _counted(_TWICE, heads=result.counted_twice, records=result.records, persons=result.persons)
    if result.together:
        yield _together(result.together, look)
    if result.total_chased_twice:
        yield _counted(_CHASED, count=result.total_chased_twice)


def _together(moves: tuple[TierTogether, ...], look: OverlapLook) -> Sentence:
    """Those of most customers first."""
    most = sorted(moves, key=lambda move: -move.persons)[:_MOST]
    said = {f"move{number}": Value(_move(move, look), Kind.TEXT) for number, move in enumerate(most)}
    words = in_turn(Label(f"{{{name}}}", f"{{{name}}}") for name in said)
    return Sentence(_TOGETHER, {"moves": Value(Sentence(words, said), Kind.TEXT)})


def _move(move: TierTogether, look: OverlapLook) -> Sentence:
    values = {
        "persons": Value(move.persons, Kind.COUNT),
        "alone": Value(look.tier(move.alone), Kind.TEXT),
        "together": Value(look.tier(move.together), Kind.TEXT),
    }
    return Sentence(_MOVE, values)


def _counted(label: Label, **counts: int) -> Sentence:
    return Sentence(label, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
