"""What an analysis asks of a portfolio in Parquet."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from keyclient.model.scan import Engine
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class Needs:
    """What an analysis computes with; everything else stays unread."""

    fields: tuple[str, ...] = ()
    """Fields of `Customer`; those that the portfolio lacks are left out."""
    life_cycle: bool = False
    """Whether holdings are needed, as `FAMILY#held`."""
    product_counts: bool = False
    """Whether the number of products in lists of holdings is needed, as `products#listed`."""
    pipeline: bool = False
    """Whether stages and outcomes are needed, with what identifies a deal."""
    also: tuple[str, ...] = ()
    """Fields or columns to read as further numbers beside the measure."""
    measure: bool = True
    """Whether a portfolio without a measure is refused."""


PIPELINE = (
    "opportunity_id", "customer_id", "id_number", "name", "branch", "stage", "stage_date", "outcome", "source",
)  # fmt: skip
"""The fields of a sales pipeline."""


@dataclass(frozen=True)
class ScanRequest:
    """Which portfolio to open, by which engine, and what it must contain."""

    paths: tuple[Path, ...]
    """Files, folders or globs of one portfolio."""
    engine: Engine = Engine.PANDAS
    memory_limit: str | None = None
    """How much memory the engine may use, such as `1GB`; None: what the engine takes by itself."""
    spill: Path | None = None
    """Where the engine keeps what does not fit into memory; None: a private folder among the temporary files."""
    master: str | None = None
    """Where Spark computes; None: on all processors of this machine."""
    as_of: dt.date | None = None
    measure: str | None = None
    """A field or column to rank customers by; None: the policy's, else the first that the portfolio has."""
    by: str | None = None
    """A field or column to group customers by."""
    needs: Needs = Needs()
    policy: Policy = field(default_factory=Policy)
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Columns that the user maps to fields, by field."""

    @property
    def wanted_measure(self) -> str | None:
        """What to rank customers by, if it is named."""
        return self.measure or self.policy.segment.measure

    @property
    def wanted_fields(self) -> tuple[str, ...]:
        """The fields that are needed, each once."""
        pipeline = PIPELINE if self.needs.pipeline else ()
        return tuple(dict.fromkeys((*self.needs.fields, *pipeline)))

    @property
    def mapped(self) -> Mapping[str, str]:
        """The column of each field that the user or the policy names; the user's word counts first."""
        return {**self.policy.columns, **self.mapping}
