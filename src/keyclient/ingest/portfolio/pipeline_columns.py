"""What a portfolio is read for as a sales pipeline by the policy: dates of stages, amounts of deals and words for outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from keyclient.ingest.portfolio.fields_of import PortfolioFields
from keyclient.ingest.portfolio.reading import Reading
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Kind

_NUMERIC = (Kind.INT, Kind.DECIMAL, Kind.FLOAT, Kind.TEXT)


def stage_date_column(found: PortfolioFields, request: ScanRequest) -> Mapping[str, str]:
    """The column of stage dates, by field, where stages have none by name: the first of the policy's headings."""
    taken = found.understanding.taken
    if not request.needs.pipeline or "stage_date" in taken or "stage" not in taken:
        return {}
    dates = unclaimed(found, request.policy.funnel.dates)
    return {"stage_date": dates[0]} if dates else {}


def deal_amount(found: PortfolioFields, request: ScanRequest) -> str | None:
    """The column of the amounts of deals, where no measure is named: the first of the policy's headings."""
    if not request.needs.pipeline or request.wanted_measure is not None:
        return None
    columns = found.schema.columns
    amounts = unclaimed(found, request.policy.funnel.values)
    return next((name for name in amounts if columns[name].kind in _NUMERIC), None)


def with_outcome_words(readings: Mapping[str, Reading], request: ScanRequest) -> dict[str, Reading]:
    """The readings, that of outcomes by the words of the policy."""
    said = {str(outcome): tuple(words) for outcome, words in request.policy.funnel.outcome_words.items()}
    return {
        name: replace(reading, words=said) if name == "outcome" and request.needs.pipeline else reading
        for name, reading in readings.items()
    }


def unclaimed(found: PortfolioFields, names: Sequence[str]) -> list[str]:
    """The columns with one of some headings, best first, without those that are fields."""
    matches = (found.find(name) for name in names)
    alone = [columns[0] for columns in matches if len(columns) == 1]
    return [column.name for column in alone if found.field_of(column) is None]
