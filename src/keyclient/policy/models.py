"""The policy: every cut-off of every analysis with its default, unit and source. One model per analysis."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Part = Annotated[float, Field(gt=0, lt=1)]
"""A share strictly between 0 and 1."""


class PolicyPart(BaseModel):
    """A table of `keyclient.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class SegmentPolicy(PolicyPart):
    """Classes, bands and concentration (`segment`)."""

    measure: str | None = None
    """What customers are ranked by: a field or a heading. Unset: the first of revenue, aum, or deposits + loans + investments that the book has."""
    target: Part = 0.80
    """Share of the value that the vital few must reach, and at which class A ends (Pareto's 80/20; ABC analysis, Dickie 1951)."""
    b_edge: Part = 0.95
    """Share of the value at which class B ends."""
    ties: Literal["up", "down", "nearest"] = "up"
    """Where a block of equal values goes that crosses an edge."""
    tie_block: Part = 0.10
    """A block of equal values larger than this share of the customers is announced."""
    top_share: Part = 0.20
    """Share of the customers whose value share is told (the 20 of 80/20)."""
    sensitivity: tuple[Part, ...] = (0.75, 0.80, 0.85)
    """Targets for which the vital few are told beside the main one."""
    bands: tuple[Part, Part, Part] = (0.08, 0.16, 0.24)
    """Upper edges, in shares of the customers by rank, of the bands high, mid and low; the rest is `none`."""
    reference_customers: tuple[float, float, float, float] = (0.08, 0.08, 0.08, 0.76)
    """Reference share of customers per band, from training material on key-customer development."""
    reference_value: tuple[float, float, float, float] = (0.84, 0.13, 0.03, 0.0)
    """Reference share of value per band, from the same material."""

    @model_validator(mode="after")
    def _edges_rise(self) -> "SegmentPolicy":
        if self.target >= self.b_edge:
            raise ValueError("target must be below b_edge")
        if not self.bands[0] < self.bands[1] < self.bands[2]:
            raise ValueError("bands must rise")
        return self


class ReadPolicy(PolicyPart):
    """How books are read."""

    sheet: str | None = None
    """Sheet to read. Unset: the one whose headings match best."""
    date_order: Literal["dmy", "mdy"] | None = None
    """How dates such as 03/04/2026 are meant. Unset: only dates that can be meant one way are read."""
    seconds: Annotated[float, Field(gt=0)] = 120.0
    """A workbook that takes longer to parse is refused."""
    memory_mb: Annotated[int, Field(ge=128)] = 4096
    """A workbook that needs more memory (MiB) to parse is refused."""
    contradiction: Part = 0.5
    """A heading is not taken for a field when more than this share of its filled cells cannot be read as it."""
    measure_filled: Part = 0.5
    """A field is taken as the measure by default when at least this share of the rows has a readable value."""
    unit_median_yuan: Annotated[float, Field(gt=0)] = 100_000_000.0
    """A money column in 万元 or 亿元 whose median positive value exceeds this many yuan is reported: its unit looks wrong."""


class Policy(PolicyPart):
    """Everything that can be set. `keyclient.toml` has one table a part."""

    book: str | None = None
    """The book that is read when none is named."""
    as_of: dt.date | None = None
    """The data date. Unset: the book's own, else the day its file was last changed."""
    columns: dict[str, str] = Field(default_factory=dict)
    """Headings of your books: field = "heading"."""
    read: ReadPolicy = ReadPolicy()
    segment: SegmentPolicy = SegmentPolicy()
