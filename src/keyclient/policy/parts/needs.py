"""Needs and the ages at which people have them."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints, model_validator

from keyclient.model.age import OLDEST
from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyItem

Weight = Literal["core", "secondary"]

TO_THE_END = OLDEST + 1
"""Upper end of an open-ended age range."""

Age = Annotated[int, Field(ge=0, le=TO_THE_END)]
Ages = tuple[Age, Age]
"""From the first age (inclusive) to the second (exclusive)."""


class Need(PolicyItem):
    """A need and the ages at which people have it. Its key is its English name."""

    zh: Annotated[str, StringConstraints(min_length=1), Label("Chinese name.", "中文名称。")]
    core: Annotated[
        Ages | None,
        Label(
            "Ages at which it is a core need: from the first up to, but not including, the second (121: no upper "
            "limit).",
            "作为核心需求的年龄：含第一个数，不含第二个数（121 表示不设上限）。",
        ),
    ] = None
    secondary: Annotated[
        Ages | None,
        Label(
            "Ages at which it is a secondary need, written the same way.", "作为次要需求的年龄，写法同上。"
        ),
    ] = None

    @model_validator(mode="after")
    def _ages_rise(self) -> "Need":
        for name in ("core", "secondary"):
            ages = getattr(self, name)
            if ages is not None and ages[0] >= ages[1]:
                raise Contradiction(Label("the second age must be above the first", "年龄必须递增"), name)
        return self


class AgeBand(NamedTuple):
    """An age band: completed years from `low` to below `high`."""

    name: str
    low: int
    high: int

    @property
    def is_last(self) -> bool:
        """Whether it has no upper limit."""
        return self.high == TO_THE_END

    def weight(self, need: Need) -> Weight | None:
        """Whether a need is core or secondary at any age of the band, core before secondary; None if neither."""
        if self._meets(need.core):
            return "core"
        return "secondary" if self._meets(need.secondary) else None

    def _meets(self, ages: Ages | None) -> bool:
        return ages is not None and self.low < ages[1] and ages[0] < self.high


def age_band(low: int, high: int) -> AgeBand:
    """A band with its name: `<30`, `30-39`, `60+`; a band of one year is named after it."""
    if high == TO_THE_END:
        return AgeBand(f"{low}+", low, high)
    if low == 0:
        return AgeBand(f"<{high}", low, high)
    return AgeBand(f"{low}-{high - 1}" if high - low > 1 else f"{low}", low, high)


NEEDS = {
    "basic": Need.usual(zh="基础业务", core=(0, TO_THE_END)),
    "mortgage": Need.usual(zh="按揭", core=(30, 40), secondary=(40, 50)),
    "investment": Need.usual(zh="投资", core=(40, 60), secondary=(60, TO_THE_END)),
    "estate": Need.usual(zh="传承", core=(60, TO_THE_END), secondary=(50, 60)),
}
"""The life-cycle model of training material on key-customer development."""

LITERAL: Mapping[str, Ages] = {
    "basic": (0, 40),
    "mortgage": (40, 50),
    "investment": (50, 60),
    "estate": (60, TO_THE_END),
}
"""Core ages exactly as the same slide states them: 30 basic, 40 mortgage, 50 investment, 60 estate."""
