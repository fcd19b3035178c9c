"""The age bands, what people need at which age, and the products that serve each need (`lifecycle`)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints, model_validator

from keyclient.model.age import OLDEST
from keyclient.model.label import Label
from keyclient.policy.base import Contradiction, PolicyItem, PolicyPart
from keyclient.policy.families import FAMILIES, Family, family_words

Weight = Literal["core", "secondary"]
Filled = Annotated[str, StringConstraints(min_length=1)]

TO_THE_END = OLDEST + 1
"""The upper end of ages that have none."""

Edge = Annotated[int, Field(ge=1, le=OLDEST)]
Age = Annotated[int, Field(ge=0, le=TO_THE_END)]
Ages = tuple[Age, Age]
"""From the first age, inclusive, to the second, exclusive."""


class Need(PolicyItem):
    """What people need at some ages. Its name in English is its key."""

    zh: Annotated[Filled, Label("Its name in Chinese.", "中文名称。")]
    core: Annotated[
        Ages | None,
        Label(
            "Ages at which it is a core need: from the first to below the second (121: to the end).",
            "作为核心需求的年龄：含第一个数，不含第二个数（121 表示不设上限）。",
        ),
    ] = None
    secondary: Annotated[
        Ages | None,
        Label("Ages at which it is a secondary need, in the same way.", "作为次要需求的年龄，写法同上。"),
    ] = None

    @model_validator(mode="after")
    def _ages_rise(self) -> "Need":
        for name in ("core", "secondary"):
            ages = getattr(self, name)
            if ages is not None and ages[0] >= ages[1]:
                raise Contradiction(Label("the ages must rise", "年龄必须递增"), name)
        return self


class AgeBand(NamedTuple):
    """An age band: completed years from `low` to below `high`."""

    name: str
    low: int
    high: int

    @property
    def is_last(self) -> bool:
        """Whether it has no upper end."""
        return self.high == TO_THE_END

    def meets(self, ages: Ages | None) -> bool:
        """Whether any age of the band is among some ages."""
        return ages is not None and self.low < ages[1] and ages[0] < self.high


def _needs(ages: Mapping[str, tuple[str, Ages | None, Ages | None]]) -> dict[str, Need]:
    return {name: Need(zh=zh, core=core, secondary=secondary) for name, (zh, core, secondary) in ages.items()}


LITERAL: Mapping[str, Ages] = {
    "basic": (0, 40),
    "mortgage": (40, 50),
    "investment": (50, 60),
    "estate": (60, TO_THE_END),
}
"""Core ages of the preset `literal`."""


class LifecyclePolicy(PolicyPart):
    """Age bands and needs (`lifecycle`)."""

    title = Label("Age bands and needs", "年龄段与需求")

    edges: Annotated[
        tuple[Edge, ...],
        Field(min_length=1),
        Label(
            "Ages at which a new band begins; the youngest band ends below the first (30/40/50/60 of the life-cycle model).",
            "年龄段的起点；最年轻一段止于第一个数之前（生命周期模型的 30/40/50/60）。",
        ),
    ] = (30, 40, 50, 60)
    preset: Annotated[
        Literal["standard", "literal"],
        Label(
            "Which ages the four needs have: standard, those of lifecycle.needs; literal, the slide read to the letter: "
            "basic up to 39, mortgage 40 to 49, investment 50 to 59, estate from 60, all core.",
            "四类需求的年龄取法：standard 按 lifecycle.needs；literal 按培训材料字面：39 岁及以下基础业务，"
            "40-49 岁按揭，50-59 岁投资，60 岁起传承，均为核心需求。",
        ),
    ] = "standard"
    months: Annotated[
        int,
        Field(ge=1, le=120),
        Label(
            "Customers who enter their next band within this many months are told.",
            "提示在此月数内进入下一年龄段的客户。",
        ),
    ] = 12
    needs: Annotated[
        dict[str, Need],
        Label("What people need at which age.", "各年龄的需求。"),
    ] = Field(
        default_factory=lambda: _needs(
            {
                "basic": ("基础业务", (0, TO_THE_END), None),
                "mortgage": ("按揭", (30, 40), (40, 50)),
                "investment": ("投资", (40, 60), (60, TO_THE_END)),
                "estate": ("传承", (60, TO_THE_END), (50, 60)),
            }
        )
    )
    families: Annotated[
        dict[str, Family],
        Label("Product families and the needs that they serve.", "产品类别及其满足的需求。"),
    ] = Field(default_factory=lambda: dict(FAMILIES))

    @property
    def bands(self) -> tuple[AgeBand, ...]:
        """The bands from the youngest: `<30 30-39 ... 60+`."""
        ends = (0, *self.edges, TO_THE_END)
        return tuple(AgeBand(_band_name(low, high), low, high) for low, high in pairwise(ends))

    def weight(self, need: str, band: AgeBand) -> Weight | None:
        """How much a band has a need: core or secondary where any of its ages has, core before secondary; else None."""
        declared = self._ages(need)
        if band.meets(declared.core):
            return "core"
        return "secondary" if band.meets(declared.secondary) else None

    def serving(self, need: str) -> Iterator[tuple[str, Family]]:
        """The families that serve a need, in their order."""
        return ((name, family) for name, family in self.families.items() if family.need == need)

    def in_use(self) -> "LifecyclePolicy":
        """The part with the ages that the preset gives."""
        return self.model_copy(update={"needs": {name: self._ages(name) for name in self.needs}})

    def _ages(self, need: str) -> Need:
        """A need with the ages that the preset gives; a need that the preset does not know keeps its own."""
        declared = self.needs[need]
        if self.preset == "standard" or need not in LITERAL:
            return declared
        return declared.model_copy(update={"core": LITERAL[need], "secondary": None})

    @model_validator(mode="after")
    def _fits_together(self) -> "LifecyclePolicy":
        if any(low >= high for low, high in pairwise(self.edges)):
            raise Contradiction(Label("the edges must rise", "年龄段起点必须递增"), "edges")
        for name, family in self.families.items():
            if family.need is not None and family.need not in self.needs:
                known = ", ".join(self.needs)
                raise Contradiction(
                    Label(f"the need must be one of {known}", f"需求必须是以下之一：{known}"),
                    f"families.{name}.need",
                )
        _words_are_unique(self.families)
        return self


def _band_name(low: int, high: int) -> str:
    if high == TO_THE_END:
        return f"{low}+"
    if low == 0:
        return f"<{high}"
    return f"{low}-{high - 1}" if high - low > 1 else f"{low}"


def _words_are_unique(families: Mapping[str, Family]) -> None:
    """One word means one family."""
    owners: dict[str, str] = {}
    for name, family in families.items():
        for word in family_words(name, family):
            owner = owners.setdefault("".join(word.split()).casefold(), name)
            if owner != name:
                raise Contradiction(
                    Label(f"“{word}” means {owner} already", f"“{word}”已属于 {owner}"),
                    f"families.{name}.also",
                )
