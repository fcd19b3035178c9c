"""Whether a column that is merely headed as a status (Status, 状态) holds outcomes or stages: its cells decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import pyarrow as pa

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.words import read_choices
from keyclient.ingest.layout.headings import Heading, Understanding
from keyclient.ingest.layout.located import Located
from keyclient.model.fields import fields
from keyclient.model.record import dataclass
from keyclient.policy.parts.stage_ladders import LADDERS
from keyclient.policy.parts.stages import Ladder

_ENDINGS = ("status", "状态", "狀態")
_ANSWERS = frozenset({"是", "否", "yes", "no", "y", "n", "1", "0", "true", "false", "成功", "失败"})
"""Words for an outcome that may as well answer another question."""
_OF_DEALS = frozenset({"stage", "opportunity_id"})
"""Fields that only a table of deals, or of customers on their way, has."""
_FEWEST = 2
"""How many different outcomes a column must hold where nothing else shows that the table is one of deals."""

_KNOWN = tuple(LADDERS.values())

Words = Mapping[str, tuple[str, ...]]


def status_headings(understanding: Understanding) -> list[Heading]:
    """The headings of a status that are read as no field, the plain ones first."""
    read = {heading.position for heading in understanding.taken.values()}
    found = [
        heading
        for heading in understanding.headings
        if heading.key.endswith(_ENDINGS) and heading.position not in read
    ]
    return sorted(found, key=lambda heading: heading.key not in _ENDINGS)


@dataclass(frozen=True)
class StatusColumn:
    """The cells of a column headed as a status, read as outcomes."""

    heading: Heading
    reading: Reading
    is_wanted: bool
    """Whether the table has no column of outcomes yet."""
    of_deals: bool
    """Whether the table shows that its rows are deals, or customers on their way."""
    stages: int
    """How many of its other cells name a stage, in a table without a column of stages."""

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """The outcomes that the column holds."""
        return frozenset(pa.array(self.reading.values).drop_null().to_pylist())

    @property
    def known(self) -> int:
        """How many cells hold an outcome."""
        return int(self.reading.valid.sum())

    def is_outcome(self, contradiction: float) -> bool:
        """Whether the cells say so: at most the share `contradiction` of them hold something else, and none a stage."""
        enough = self.of_deals or len(self.outcomes) >= _FEWEST
        fits = len(self.reading.bad) <= contradiction * self.reading.filled
        return bool(self.is_wanted and self.known and enough and fits and not self.stages)

    def is_stage(self, contradiction: float) -> bool:
        """Whether the cells name stages, or outcomes among them: at most the share `contradiction` hold something else."""
        others = len(self.reading.bad) - self.stages
        return bool(self.stages and others <= contradiction * self.reading.filled)


def status_columns(body: Body, ladders: Sequence[Ladder] = _KNOWN) -> Iterator[StatusColumn]:
    """The columns of a table that could hold outcomes, or stages of the `ladders`, by their headings."""
    understanding = body.located.understanding
    of_deals = not _OF_DEALS.isdisjoint(understanding.taken)
    is_wanted = "outcome" not in {*understanding.taken, *understanding.twice}
    for heading in status_headings(understanding):
        reading = read_choices(body.texts(heading), _telling_words(body.words.get("outcome", {})))
        words = () if "stage" in {*understanding.taken, *understanding.twice} else reading.texts.values()
        stages = sum(any(ladder.place(word) is not None for ladder in ladders) for word in words)
        yield StatusColumn(heading, reading, is_wanted, of_deals, stages)


def with_status_as_outcome(body: Body, contradiction: float) -> Located:
    """The table with the first column of a status that holds outcomes taken for `outcome`."""
    for column in status_columns(body):
        if column.is_outcome(contradiction):
            return _taken_as("outcome", column.heading, body.located)
    return body.located


def status_of_stages(body: Body, contradiction: float, ladders: Sequence[Ladder]) -> StatusColumn | None:
    """The first column of a status that holds stages, in a table without a column of stages."""
    return next((column for column in status_columns(body, ladders) if column.is_stage(contradiction)), None)


def with_status_as_stage(located: Located, column: StatusColumn) -> Located:
    """The table with a column of a status taken for `stage`."""
    return _taken_as("stage", column.heading, located)


def _taken_as(field: str, heading: Heading, located: Located) -> Located:
    taken = {**located.understanding.taken, field: heading}
    ordered = {name: taken[name] for name in fields() if name in taken}
    return replace(located, understanding=replace(located.understanding, taken=ordered))


def _telling_words(more: Words) -> Words:
    """The words for each outcome that mean nothing else, in lower case or as the policy has them."""
    choices = fields()["outcome"].with_words(more).column.choices
    return {value: tuple(word for word in words if word not in _ANSWERS) for value, words in choices.items()}
