"""`--mask`: hides who the customers are, in one place for every format."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
from pydantic import BaseModel, ConfigDict, JsonValue, SkipValidation, model_serializer

from keyclient.analysis.funnel.masked_stages import shown_stages
from keyclient.model.issue import Issue
from keyclient.model.mapped import Mapped
from keyclient.model.masking import SHAPES, hide, mask_number
from keyclient.model.portfolio import Portfolio
from keyclient.model.record import dataclass
from keyclient.model.report import Cell, Chart, Report, Table
from keyclient.policy.models import Policy
from keyclient.render.answer import Answer

_ID = "customer_id"
_NUMBERS = frozenset({_ID, "old_id", "new_id", "other_customer_id"})
"""What results call the numbers of customers."""
_OTHER = "other_"
"""Begins the key of a column about the other customer of a pair."""
Masker = Callable[[str], str]


class _Masked(BaseModel):
    """A result that is masked only when it is turned into JSON: the other formats do not need it."""

    model_config = ConfigDict(defer_build=True)

    result: SkipValidation[BaseModel]
    hidden: SkipValidation[Callable[[JsonValue], JsonValue]]

    @model_serializer
    def _json(self) -> JsonValue:
        return self.hidden(self.result.model_dump(mode="json", by_alias=True))


@dataclass(frozen=True)
class Mask:
    """Hides who the customers of one book are. Equal numbers stay equal, different ones differ."""

    numbers: Mapping[str, str]
    """What is shown of each customer number. Numbers that look the same masked are counted: 00****136#2."""
    policy: Policy
    """Says which stages there are: any other text in a column of stages is hidden."""

    @staticmethod
    def of(portfolio: Portfolio, policy: Policy, others: Collection[str] = ()) -> "Mask":
        """The mask of the customers of a book, whatever the order of its rows. `others`: further numbers that are shown."""
        frames = [portfolio.frame, *([] if portfolio.unread is None else [portfolio.unread])]
        known = sorted(
            {*others, *(number for frame in frames if _ID in frame for number in frame[_ID].dropna())}
        )
        shown = pd.Series([mask_number(number) for number in known], dtype="str")
        again = shown.groupby(shown).cumcount().tolist() if known else []
        pairs = zip(known, shown.tolist(), again, strict=True)
        numbers = {number: f"{text}#{count + 1}" if count else text for number, text, count in pairs}
        return Mask(numbers, policy)

    def answer(self, answer: Answer) -> Answer:
        """The same answer, masked."""
        result = _Masked(result=answer.envelope.result, hidden=self._json)
        envelope = answer.envelope.model_copy(update={"result": result})
        parts = tuple(replace(part, report=self._report(part.report)) for part in answer.parts)
        portfolio = None if answer.portfolio is None else self.portfolio(answer.portfolio)
        return replace(
            answer, report=self._report(answer.report), envelope=envelope, parts=parts, portfolio=portfolio
        )

    def portfolio(self, portfolio: Portfolio) -> Portfolio:
        """The same customers, masked."""
        frame = portfolio.frame
        told = [name for name in SHAPES if name in frame.columns]
        columns = {
            name: frame[name].map(self._shape(name), na_action="ignore").astype("str") for name in told
        }
        if "stage" in frame.columns:
            shown = shown_stages(frame["stage"].dropna().unique(), self.policy.funnel)
            columns["stage"] = frame["stage"].map(shown, na_action="ignore").astype("str")
        return replace(portfolio, frame=frame.assign(**columns))

    def _shape(self, name: str) -> Masker:
        """The masker of a field."""
        return self._number if name in _NUMBERS else SHAPES.get(name.removeprefix(_OTHER), hide)

    def _number(self, number: str) -> str:
        return self.numbers.get(number) or mask_number(number)

    def _json(self, value: JsonValue) -> JsonValue:
        """A piece of a result, with the values of identifying fields hidden."""
        if isinstance(value, list):
            return [self._json(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self._number(item) if key in _NUMBERS and isinstance(item, str) else self._json(item)
            for key, item in value.items()
        }

    def _report(self, report: Report) -> Report:
        return replace(
            report,
            tables=tuple(map(self._table, report.tables)),
            records=None if report.records is None else self._table(report.records),
            sheet=None if report.sheet is None else self._table(report.sheet),
            charts=tuple(map(self._chart, report.charts)),
        )

    def _chart(self, chart: Chart) -> Chart:
        return replace(chart, table=self._table(chart.table))

    def _table(self, table: Table) -> Table:
        maskers = [self._shape(column.key) if column.is_personal else None for column in table.columns]
        if not any(maskers):
            return table
        return replace(table, rows=Mapped(partial(_masked, maskers), table.rows))


def without_values(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The same issues without values as typed."""
    return tuple(replace(issue, value=None) for issue in issues)


def _masked(maskers: Sequence[Masker | None], row: Sequence[Cell]) -> Sequence[Cell]:
    return tuple(
        cell if masker is None or not isinstance(cell, str) else masker(cell)
        for masker, cell in zip(maskers, row, strict=True)
    )
