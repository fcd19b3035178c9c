"""Customers or deals on their way through the stages, as one or two books tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from keyclient.model.portfolio import Loaded, Portfolio

KEYS = ("opportunity_id", "customer_id", "id_number", "name")
"""Fields that tell whose event a row is, best first."""


class Shape(StrEnum):
    """What the rows of a pipeline are."""

    SNAPSHOT = "snapshot"
    """A customer or deal each, at its current stage."""
    WIDE = "wide"
    """A customer or deal each, with one column a stage."""
    LOG = "log"
    """Events."""
    BOTH = "both"
    """Customers or deals, and a log of their events."""


@dataclass(frozen=True)
class Pipeline:
    """Where customers or deals stand, and how they came there."""

    shape: Shape
    book: Portfolio
    """One row a customer or deal; where the shape is `LOG`, the events."""
    log: Portfolio | None = None
    """The events, where they stand apart from the book."""
    key: str | None = None
    """The field that tells whose event a row is; None where no rows are events."""
    stage_columns: Mapping[str, str] = field(default_factory=dict)
    """The name of a stage, or a word for lost, by the column of the book's frame that tells of it alone."""
    log_columns: Mapping[str, str] = field(default_factory=dict)
    """The same of the log's frame."""
    group: str | None = None
    """Column of the book's frame to group by."""
    log_group: str | None = None
    """Column of the log's frame to group by, as it was at entry; goes before `group`."""


@dataclass(frozen=True)
class LoadedPipeline:
    """A pipeline, and what reading its tables gave."""

    pipeline: Pipeline
    parts: tuple[Loaded, ...]
    """The book, and the log where one stands apart from it."""
