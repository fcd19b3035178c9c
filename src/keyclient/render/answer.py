"""The input of every renderer: an answer, and the view of it."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.model.envelope import Envelope
    from keyclient.model.issue import Issue
    from keyclient.model.label import Label, Lang
    from keyclient.model.policy_change import PolicyChange
    from keyclient.model.portfolio import Portfolio
    from keyclient.model.report import Report
    from keyclient.render.links import Book
    from keyclient.render.screen import Screen


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a command, for people and for programs."""

    report: "Report"
    envelope: "Envelope[BaseModel]"
    issues: "tuple[Issue, ...]" = ()
    """Those of the envelope, as values."""
    parts: "tuple[PartAnswer, ...]" = ()
    """The answers this one summarises; empty for a single answer."""
    portfolio: "Portfolio | None" = None
    """The customers it is about, for a file of customers; None if it is not about customers."""
    changes: "tuple[PolicyChange, ...]" = ()
    """The values of the policy it used that are not the defaults."""
    other_numbers: Callable[[], Collection[str]] = tuple
    """The numbers of customers whom it names besides those of the portfolio, to be masked as theirs are."""
    is_brief: bool = False
    """Whether it is to be printed on one page, without lists and notes."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """One of several answers presented together."""

    name: str
    """The name of the analysis, which is that of its command."""
    title: "Label"
    """A short title."""
    report: "Report"
    envelope: "Envelope[BaseModel]"
    issues: "tuple[Issue, ...]" = ()
    """Those of the envelope, as values."""


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is presented."""

    lang: "Lang"
    screen: "Screen | None" = None
    """The screen behind standard output; None if the answer goes to a file."""
    whole: bool = False
    """Whether the user has chosen the number of rows, so that none may be left out."""
    unit: AmountUnit = AmountUnit.YUAN
    """The unit of amounts for people."""
    book: "Book | None" = None
    """The book the answer is about, as a target of links."""
