"""A sales pipeline: customers or deals at their stages, from one or two books."""

from collections.abc import Collection, Mapping
from dataclasses import field
from enum import StrEnum

from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.record import dataclass

KEYS = ("opportunity_id", "customer_id", "id_number", "name")
"""Fields that identify the customer or deal of an event, best first."""


def event_key(fields: Collection[str]) -> str | None:
    """The field that says whose event a row is; None if there is none."""
    return next((name for name in KEYS if name in fields), None)


class Shape(StrEnum):
    """The kind of rows in a pipeline."""

    SNAPSHOT = "snapshot"
    """One row per customer or deal, at its current stage."""
    WIDE = "wide"
    """One row per customer or deal, with one column per stage."""
    LOG = "log"
    """One row per event."""
    BOTH = "both"
    """Customers or deals, and a separate log of their events."""


@dataclass(frozen=True)
class Pipeline:
    """The customers or deals, their stages and their events."""

    shape: Shape
    book: Portfolio
    """One row per customer or deal; for `LOG`, the events. Of a portfolio that an engine computes, one row for all that are
    alike (`keyclient.analysis.funnel.alike`)."""
    log: Portfolio | None = None
    """The events, if they are separate from the book."""
    key: str | None = None
    """The field that identifies the customer or deal of an event; None if there are no events."""
    stage_columns: Mapping[str, str] = field(default_factory=dict)
    """The name of a stage, or a word for lost, by the column of the book's frame for that stage alone."""
    log_columns: Mapping[str, str] = field(default_factory=dict)
    """The same for the log's frame."""
    group: str | None = None
    """The column of the book's frame to group by."""
    log_group: str | None = None
    """The column of the log's frame to group by, with its value at entry; takes precedence over `group`."""


@dataclass(frozen=True)
class LoadedPipeline:
    """A pipeline, and what reading its tables gave."""

    pipeline: Pipeline
    parts: tuple[Loaded, ...]
    """The book, and the log where one stands apart from it."""
