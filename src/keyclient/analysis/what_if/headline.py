"""What a what-if says first."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from keyclient.analysis.what_if.look import WhatIfLook, change_words, yuan_words
from keyclient.analysis.what_if.result import Change, Curve, FloorMove, FocusFlow, Seats, WhatIfResult
from keyclient.model.amount_words import plain_number
from keyclient.model.label import Label, in_turn
from keyclient.model.report import Kind, Sentence, Value

_TRIED = Label("Tried: {changes}.", "测算：{changes}。")
_CHANGE = Label("{key} = {reform} (now {base})", "{key} 由 {base} 改为 {reform}")
_NOT_SET = Label("not set; the floor is {floor}", "未设置（现行门槛 {floor}）")
_FOCUS = Label(
    "{focus}: {base} now ({base_value}), {reform} after ({reform_value}); in {in} ({in_value}), out {out} ({out_value}).",
    "{focus}：现行 {base} 户（{base_value}），调整后 {reform} 户（{reform_value}）；进入 {in} 户（{in_value}），退出 {out} 户（{out_value}）。",
)
_FOCUS_HEADS = Label(
    "{focus}: {base} now, {reform} after; in {in}, out {out}.",
    "{focus}：现行 {base} 户，调整后 {reform} 户；进入 {in} 户，退出 {out} 户。",
)
_MOVED = Label(
    "Customers with another {what}: {moved} of {customers}.",
    "{what}有变动的客户：{customers} 户中有 {moved} 户。",
)
_SEATS = Label(
    "Seats asked for: {asked} of {capacity}; {managers} managers are over theirs, by {over} together.",
    "所需席位 {asked} 个，现有 {capacity} 个；{managers} 名客户经理超出席位，合计超出 {over} 户。",
)
_ROOM = Label(
    "Seats asked for: {asked} of {capacity}; no manager is over hers.",
    "所需席位 {asked} 个，现有 {capacity} 个，没有客户经理超出席位。",
)
_NEAR = Label(
    "Within {share} of a new floor: {near} customers.", "与新门槛相差不超过 {share} 的客户 {near} 户。"
)
_CURVE = Label(
    "{focus}: {now} now; from {first} at {key} = {low} to {last} at {high}.",
    "{focus}：现行 {now} 户；{key} 取 {low} 时 {first} 户，取 {high} 时 {last} 户。",
)


def headline(result: WhatIfResult, look: WhatIfLook, near: float) -> Iterator[Sentence]:
    """One sentence per subject that applies. `near`: what counts as close to a floor."""
    yield _of_changes(result.changes, {one.group: one for one in result.floors}, look)
    if result.curve is not None:
        yield _of_curve(result.curve, look)
    if result.focus is None:
        return
    yield _of_focus(result.focus, look)
    counts = {"moved": result.total_moved, "customers": result.customers}
    words = {"what": Value(look.what, Kind.TEXT)}
    yield Sentence(_MOVED, {**words, **_counts(counts)})
    if result.seats is not None:
        yield _of_seats(result.seats)
    if result.total_near:
        shares = {"share": Value(f"{near * 100:g}%", Kind.TEXT), "near": Value(result.total_near, Kind.COUNT)}
        yield Sentence(_NEAR, shares)


def _of_changes(changes: Sequence[Change], floors: Mapping[str, FloorMove], look: WhatIfLook) -> Sentence:
    said = [
        _CHANGE.filled(key=one.key, base=_now(one, floors, look), reform=change_words(one, "reform"))
        for one in changes
    ]
    return Sentence(_TRIED, {"changes": Value(in_turn(said), Kind.TEXT)})


def _now(change: Change, floors: Mapping[str, FloorMove], look: WhatIfLook) -> Label:
    """What the policy in force says; of a floor that it leaves to a share, the floor that this gives today."""
    *_, group, last = ("", *change.key.split("."))
    floor = floors[group].base if last == "floor" and group in floors else None
    if change.base is not None or floor is None:
        return change_words(change, "base")
    amount = Decimal(str(floor))
    plain = plain_number(amount)
    return _NOT_SET.filled(floor=yuan_words(amount) if look.amount is Kind.MONEY else Label(plain, plain))


def _of_focus(flow: FocusFlow, look: WhatIfLook) -> Sentence:
    sides = {"base": flow.base, "in": flow.in_, "out": flow.out, "reform": flow.reform}
    counts = _counts({name: held.customers for name, held in sides.items()})
    values = {f"{name}_value": Value(held.value, look.amount) for name, held in sides.items()}
    said = _FOCUS if look.has_value else _FOCUS_HEADS
    return Sentence(said, {"focus": _first(look.focus), **counts, **(values if look.has_value else {})})


def _of_seats(seats: Seats) -> Sentence:
    counts = {"asked": seats.asked_reform, "capacity": seats.capacity}
    if not seats.over:
        return Sentence(_ROOM, _counts(counts))
    return Sentence(_SEATS, _counts({**counts, "managers": seats.managers_over, "over": seats.over}))


def _of_curve(curve: Curve, look: WhatIfLook) -> Sentence:
    first, last = curve.steps[0], curve.steps[-1]
    counts = {
        "now": first.focus.base.customers,
        "first": first.focus.reform.customers,
        "last": last.focus.reform.customers,
    }
    texts = {"key": curve.key, "low": first.text, "high": last.text}
    words = {name: Value(text, Kind.TEXT) for name, text in texts.items()}
    return Sentence(_CURVE, {"focus": _first(look.focus), **words, **_counts(counts)})


def _counts(counts: dict[str, int]) -> dict[str, Value]:
    return {name: Value(count, Kind.COUNT) for name, count in counts.items()}


def _first(label: Label) -> Value:
    """Words at the beginning of a sentence."""
    return Value(Label(label.en[:1].upper() + label.en[1:], label.zh), Kind.TEXT)
