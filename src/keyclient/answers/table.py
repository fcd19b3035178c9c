"""The analyses that are run by name, several on one book."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from keyclient.answers.book import BookOnce
from keyclient.answers.check import check_of
from keyclient.answers.enveloped import answered
from keyclient.answers.found import Found, Lack
from keyclient.answers.funnel import funnel_of
from keyclient.answers.lifecycle import lifecycle_of
from keyclient.answers.query import Query
from keyclient.answers.segment import segment_of
from keyclient.answers.tier import tier_of
from keyclient.errors import InputError, UsageError
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import Cells
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.render.answer import Answer


@dataclass(frozen=True)
class Analysis:
    """One analysis that can be run by name."""

    title: Label
    """What it is about, in a word."""
    run: Callable[[BookOnce, Query], Found[BaseModel] | Lack]


ANALYSES: dict[str, Analysis] = {
    "segment": Analysis(Label("Customer value", "客户价值"), segment_of),
    "tier": Analysis(Label("Customer tiers", "客户分层"), tier_of),
    "lifecycle": Analysis(Label("Life cycle", "生命周期"), lifecycle_of),
    "funnel": Analysis(Label("Funnel", "营销漏斗"), funnel_of),
    "check": Analysis(Label("Data quality", "数据质量"), check_of),
}
"""Name, as the command is called -> the analysis; in the order in which they are told."""


@dataclass(frozen=True)
class Answered:
    """An analysis that the book has data for."""

    found: Found[BaseModel]
    answer: Answer

    @property
    def name(self) -> str:
        """The analysis, as the command is called."""
        return self.found.name

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong with the book, and what a reader of this analysis has to know about it."""
        return self.found.issues


def read_once(cells: Cells, request: Request, names: Sequence[str]) -> BookOnce:
    """The book for some analyses, with all of its columns read. Raises as `load` what stands against each of them."""
    book = BookOnce(cells, replace(request, needs_measure=False, traced="check" in names))
    book.load(book.request)
    return book


def analysed(book: BookOnce, name: str, query: Query) -> Answered | Lack:
    """What one analysis makes of a book. What it refuses is why the book has no data for it."""
    try:
        found = ANALYSES[name].run(book, query)
    except (InputError, UsageError) as refusal:
        return Lack(name, Label(refusal.text(Lang.EN), refusal.text(Lang.ZH)))
    if isinstance(found, Lack):
        return found
    return Answered(found, answered(found, book.request.policy, query.lang))
