"""What is said of each line: what was there before and after, and why it is judged as it is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from keyclient.analysis.common.epoch import epoch_date
from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.plan.criteria.criterion import VALUE, AmountCondition, Condition
from keyclient.analysis.plan.criteria.render import said
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify.levels import CONTACT, HOLDS, LOST, STAGE, Book, subject_of
from keyclient.analysis.plan.verify.states import NOT, UNKNOWN, Asked, States
from keyclient.analysis.plan.verify.verdicts import NO_BOOK, Verdict, Verdicts
from keyclient.analysis.plan.verify.why import WHY_WORDS, Why
from keyclient.model.amount_words import plain_number
from keyclient.model.fields import fields
from keyclient.model.label import Label, Lang, listed

_HELD, _NOT_HELD = Label("held", "已持有"), Label("not held", "未持有")
_LOST = Label("lost", "已流失")
_BLANK = Label("blank", "空白")
_FEN = 2
_COLUMNS = {
    HOLDS: Label("holdings", "持有产品"),
    CONTACT: fields()["last_contact"].column.label,
    STAGE: fields()["stage"].column.label,
}
_VALUE = Label("value", "价值")
_MET = Label("met on {day}", "{day} 达成")
_MET_LATER_UNSEEN = Label("met on {day}; after that undecidable: {why}", "{day} 达成；此后无法判断：{why}")
_MISSED = Label("due on {deadline}, not met on {day}: {failed}", "{deadline} 到期，{day} 未达成：{failed}")
_LATE = Label("due on {deadline}, met only on {day}", "{deadline} 到期，{day} 才达成")
_OPEN = Label(
    "due on {deadline}, not met yet on {day}: {failed}", "{deadline} 到期，{day} 尚未达成：{failed}"
)
_LOST_AGAIN = Label("met on {met}, no more on {day}: {failed}", "{met} 已达成，{day} 不再达成：{failed}")


@dataclass(frozen=True, eq=False)
class SeenBook:
    """One book, where the customers of the lines stand in it, and what it says of the lines."""

    name: str
    day: dt.date
    book: Book
    place: Ints
    states: States


def shown(line: int, seen: SeenBook, asked: Asked, lang: Lang) -> str | None:
    """What a book says of all that a line asks for, in its order; None where it does not have the customer."""
    place = int(seen.place[line])
    if place < 0 or not asked.of(line):
        return None
    return listed(_one(asked.conditions[number], place, seen.book) for number in asked.of(line)).text(lang)


def _one(condition: Condition, place: int, book: Book) -> Label:
    subject = subject_of(condition)
    levels = book.levels(subject)
    if not levels.known[place]:
        return _BLANK
    level = levels.level[place]
    match subject.kind:
        case "holds":
            return _HELD if level else _NOT_HELD
        case "last_contact":
            day = str(epoch_date(int(level)))
            return Label(day, day)
        case "stage":
            return _LOST if level == LOST or book.ladder is None else book.ladder.stages[int(level)].label
        case "tier":
            return book.tier_labels[-int(level)]
        case _:
            number = plain_number(_amount(condition, level, book))
            return Label(number, number)


def _amount(condition: Condition, level: float, book: Book) -> Decimal:
    if isinstance(condition, AmountCondition) and condition.field == VALUE:
        return book.measure.amount(level)
    if isinstance(condition, AmountCondition) and condition.is_money:
        return Decimal(int(level)).scaleb(-_FEN)
    return Decimal(repr(float(level)))


@dataclass(frozen=True, eq=False)
class Judged:
    """All lines and how the books judge them."""

    lines: Sequence[PlanLine]
    asked: Asked
    verdicts: Verdicts
    books: Sequence[SeenBook]
    """The later ones, oldest first."""
    refused: Sequence[Label | None]
    """Of each line: why its criterion cannot be understood; None where it can."""

    def why(self, line: int) -> Label:
        """Why a line is judged as it is."""
        verdict = self.verdicts.verdict[line]
        if verdict == Verdict.UNDECIDABLE:
            return self.undecided(line)
        decided, met = (self.books[self._at(number, line)] for number in ("decided_in", "met_in"))
        deadline = self.lines[line].deadline
        match verdict:
            case Verdict.MET:
                return self._met(line, met)
            case Verdict.LOST:
                return _LOST_AGAIN.filled(met=met.day, day=decided.day, failed=self._failed(line, decided))
            case Verdict.OPEN:
                failed = self._failed(line, decided)
                return _OPEN.filled(deadline=deadline, day=decided.day, failed=failed)
        if self.verdicts.met_in[line] != NO_BOOK:
            return _LATE.filled(deadline=deadline, day=met.day)
        due = self.books[self._at("due_in", line)]
        return _MISSED.filled(deadline=deadline, day=due.day, failed=self._failed(line, due))

    def undecided(self, line: int) -> Label:
        """Why the last book cannot decide a line."""
        refused = self.refused[line]
        return self._unknown(line, self.books[-1]) if refused is None else refused

    def _met(self, line: int, met: SeenBook) -> Label:
        last = self.books[-1]
        if last.states.state[line] == UNKNOWN:
            return _MET_LATER_UNSEEN.filled(day=met.day, why=self._unknown(line, last))
        return _MET.filled(day=met.day)

    def _at(self, what: str, line: int) -> int:
        return max(int(getattr(self.verdicts, what)[line]), 0)

    def _failed(self, line: int, seen: SeenBook) -> Label:
        """The conditions that are not met."""
        failed = [number for number in self.asked.of(line) if seen.states.each[number] == NOT]
        return listed(said(self.asked.conditions[number]) for number in failed)

    def _unknown(self, line: int, seen: SeenBook) -> Label:
        number = int(seen.states.first_unknown[line])
        column = column_of(self.asked.conditions[number]) if number >= 0 else _VALUE
        return WHY_WORDS[Why(int(seen.states.why[line]))].filled(book=seen.name, column=column)


def column_of(condition: Condition) -> Label:
    """What the column that a condition looks at is called."""
    if isinstance(condition, AmountCondition):
        return condition.label
    return _COLUMNS.get(subject_of(condition).kind, _VALUE)
