"""What a renderer is given: an answer, and how it is wanted."""

from dataclasses import dataclass

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import Label, Lang
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Report
from keyclient.render.links import Book
from keyclient.render.screen import Screen
from keyclient.render.units import Unit


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has found, for people and for programs."""

    report: Report
    envelope: Envelope[BaseModel]
    parts: "tuple[Part, ...]" = ()
    """The answers that this one sums up; none where it stands for itself."""
    portfolio: Portfolio | None = None
    """The customers that it is about, for a file that holds them; None where it is about no customers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several answers that are given together."""

    name: str
    """The analysis, as the command is called."""
    title: Label
    """What it is about, in a word."""
    report: Report
    envelope: Envelope[BaseModel]


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is wanted."""

    lang: Lang
    screen: Screen | None = None
    """Where standard output goes; None where the answer goes to a file."""
    whole: bool = False
    """Whether the user has said how many rows to show, so that none of them may be left out."""
    unit: Unit = Unit.YUAN
    """What amounts are counted in where people read them."""
    book: Book | None = None
    """How a file names the book that the answer is about, so that it can link to it."""
