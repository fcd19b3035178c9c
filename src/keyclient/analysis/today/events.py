"""The events of a list of calls: what has a date, and appointments. Nobody is named in full unless that is asked for."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.today.gathered import Gathered
from keyclient.analysis.today.icalendar import Event, calendar_file
from keyclient.analysis.today.look import REASON_LABELS
from keyclient.analysis.today.result import Call, ManagerCalls, TodayResult
from keyclient.analysis.today.said import APPOINTMENT
from keyclient.model.label import Label
from keyclient.model.masking import mask_name, mask_number, mask_phone

_SUMMARY = Label("{what}: {who}", "{what}：{who}")
_OF_LIST = Label("{what}: {who} ({manager})", "{what}：{who}（{manager}）")
_ROW = Label("row {row}", "第 {row} 行")
_APPOINTMENT = Label("appointment", "约见")
_CALL = Label("call {call}", "联系编号 {call}")
_MOVES = frozenset({Occasion.PLAN_DUE, Occasion.GRACE_ENDS})
"""Dated reasons of which a customer has one at a time and whose day may move."""
_MOBILE = re.compile(r"(?<!\d)1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)")


def calendar_of(found: Gathered, result: TodayResult, *, mask: bool) -> bytes | None:
    """One event for each reason with a date, and each appointment with one, of the customers of the lists.

    None where there is none: a calendar file has one event at least. Where `mask` says so or the policy does not allow names,
    they are masked, and nothing that people wrote in the plan stands in it: names may stand there. Mobile numbers never do.
    """
    portfolio = found.books.books[-1].portfolio
    naming = Naming(found, hides=mask or not found.policy.calendar_names)
    events = [event for one in result.managers for event in _events(one, naming, len(result.managers) > 1)]
    in_order = sorted(events, key=lambda one: (one.day, one.uid))
    return calendar_file(in_order, portfolio.as_of) if in_order else None


class Naming:
    """What the events say of whom."""

    def __init__(self, found: Gathered, *, hides: bool) -> None:
        frame = found.books.books[-1].portfolio.frame
        self.found, self._hides = found, hides
        self._rows = pd.Index(frame["row"])
        self._names: Sequence[object] = list(frame["name"]) if "name" in frame else [None] * len(frame)

    def position(self, call: Call) -> int:
        """Of the customer in the frame."""
        return int(self._rows.get_loc(call.row))

    def said(self, code: str, text: str, at: int) -> str:
        """The words of a reason of the customer at a position."""
        if code == Occasion.PLAN_DUE:
            text = self.found.due(at, hides=self._hides)
        return _MOBILE.sub(lambda found: mask_phone(found[0]), text)

    def who(self, call: Call) -> str:
        """The name, else the number, else the row."""
        name = self._names[self.position(call)]
        if isinstance(name, str):
            return mask_name(name) if self._hides else name
        if call.customer_id is not None:
            return mask_number(call.customer_id) if self._hides else call.customer_id
        return _ROW.filled(row=call.row).text(self.found.lang)


def _events(one: ManagerCalls, naming: Naming, several: bool) -> Iterator[Event]:  # noqa: FBT001
    lang = naming.found.lang
    manager = one.manager if several else None
    for call in one.lines:
        for what, code, day, text in _dated(call, naming):
            said = _SUMMARY if manager is None else _OF_LIST
            summary = said.filled(what=what, who=naming.who(call), manager=manager).text(lang)
            number = _CALL.filled(call=call.call_id).text(lang)
            uid = f"{call.call_id.strip('#')}-{code}@keyclient"
            yield Event(uid, day, summary, f"{text}\n{number}" if text else number)


def _dated(call: Call, naming: Naming) -> Iterator[tuple[Label, str, dt.date, str]]:
    """What of a call has a date: what it is, its code, the day, and the reason in full.

    Of appointments, lines of the plan and grace a customer has one at a time, whose day may move: the code is the same on
    whatever day. Another maturity or birthday is another event.
    """
    if call.status == APPOINTMENT and call.appointment is not None:
        yield _APPOINTMENT, APPOINTMENT, call.appointment, ""
    at = naming.position(call)
    for one in call.reasons:
        number = naming.found.day(Occasion(one.code), at)
        if number != NO_DAY:
            day = dt.date.fromordinal(number)
            code = one.code if one.code in _MOVES else f"{one.code}-{day:%Y%m%d}"
            yield REASON_LABELS[one.code], code, day, naming.said(one.code, one.text, at)
