"""What reasons to get in touch are made from."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from keyclient.analysis.common.amounts import short_fen
from keyclient.analysis.common.evidence.books import Flags, Ints, Numbers, RiskBook, RiskBooks
from keyclient.analysis.common.evidence.finding import Finding
from keyclient.analysis.common.evidence.reason_words import RiskWords
from keyclient.analysis.common.occasions.found import Words
from keyclient.analysis.common.occasions.within import Within
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


@dataclass(frozen=True, eq=False)
class Look:
    """The books, within which days something counts, and the language of the sentences."""

    books: RiskBooks
    policy: Policy
    within: Within
    lang: Lang

    @property
    def book(self) -> RiskBook:
        """The newest book."""
        return self.books.books[self.books.newest]

    @property
    def frame(self) -> pd.DataFrame:
        """Its customers."""
        return self.book.portfolio.frame

    @property
    def as_of(self) -> dt.date:
        """Its data date."""
        return self.book.portfolio.as_of

    @cached_property
    def key(self) -> Flags:
        """Whether each is a key customer; see `RiskBooks.key`."""
        return self.books.key(self.books.newest)

    @property
    def nobody(self) -> Flags:
        """Flags that are all off."""
        return np.zeros(len(self.frame), dtype=bool)

    def nobodies(self, rows: int) -> Flags:
        """Several rows of such flags."""
        return np.zeros((rows, len(self.frame)), dtype=bool)

    def column(self, name: str) -> Numbers:
        """A column of figures by which customers are placed in tiers, in its own units; NaN where blank."""
        if name not in self._columns:
            series = pd.Series(self.book.tiers.frame[name].to_numpy())
            self._columns[name] = series.to_numpy("float64", na_value=np.nan)
        return self._columns[name]

    @cached_property
    def _columns(self) -> dict[str, Numbers]:
        return {}

    def day(self, after: Numbers) -> Numbers:
        """The ordinal of the day so many days after the data date; NaN stays NaN."""
        return np.asarray(self.as_of.toordinal() + after)

    def money(self, fen: float) -> str:
        """An amount in three or four digits with its unit."""
        return short_fen(round(fen), self.lang)

    def evident(self, *findings: Finding) -> Words:
        """Sentences of the evidence: of the first finding that holds."""
        words = RiskWords(self.books, self.books.newest, self.lang)

        def said(positions: Ints) -> list[str]:
            return [
                next(words.text(one, at) for one in findings if one.holds[at]) for at in positions.tolist()
            ]

        return said
