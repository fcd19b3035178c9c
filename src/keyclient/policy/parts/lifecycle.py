"""Age bands, the needs at each age, and the products that serve each need (`lifecycle`)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from keyclient.model.age import OLDEST
from keyclient.model.label import Label, listed
from keyclient.policy.parts.base import Contradiction, PolicyPart
from keyclient.policy.parts.families import FAMILIES, Family, family_words
from keyclient.policy.parts.needs import LITERAL, NEEDS, TO_THE_END, AgeBand, Need, Weight, age_band

_ONE_NEED = Label("the need must be one of {known}", "需求必须是以下之一：{known}")

Edge = Annotated[int, Field(ge=1, le=OLDEST)]


class LifecyclePolicy(PolicyPart):
    """Age bands and needs (`lifecycle`)."""

    title = Label("Age bands and needs", "年龄段与需求")

    edges: Annotated[
        tuple[Edge, ...],
        Field(min_length=1),
        Label(
            "Ages at which a new band begins; the youngest band is below the first (30/40/50/60 in the life-cycle "
            "model).",
            "各年龄段的起始年龄；低于第一个数者为最年轻一段（生命周期模型取 30/40/50/60）。",
        ),
    ] = (30, 40, 50, 60)
    preset: Annotated[
        Literal["standard", "literal"],
        Label(
            "Ages of the four needs: standard, as in lifecycle.needs; literal, as the training slide states them: "
            "basic up to 39, mortgage 40 to 49, investment 50 to 59, estate from 60, all core.",
            "四类需求的年龄取法：standard 按 lifecycle.needs；literal 按培训材料字面：39 岁及以下基础业务，"
            "40-49 岁按揭，50-59 岁投资，60 岁起传承，均为核心需求。",
        ),
    ] = "standard"
    months: Annotated[
        int,
        Field(ge=1, le=120),
        Label(
            "List customers who enter the next band within this many months.",
            "列示在此月数内进入下一年龄段的客户。",
        ),
    ] = 12
    needs: Annotated[dict[str, Need], Label("The needs at each age.", "各年龄的金融需求。")] = Field(
        default_factory=lambda: dict(NEEDS)
    )
    families: Annotated[
        dict[str, Family],
        Label("Product families and the needs they serve.", "产品类别及其满足的需求。"),
    ] = Field(default_factory=lambda: dict(FAMILIES))

    @property
    def bands(self) -> tuple[AgeBand, ...]:
        """The bands from the youngest: `<30 30-39 ... 60+`."""
        return tuple(age_band(low, high) for low, high in pairwise((0, *self.edges, TO_THE_END)))

    def weight(self, need: str, band: AgeBand) -> Weight | None:
        """Whether a need is core or secondary for a band; None if the band does not have it."""
        return band.weight(self._in_use(need))

    def serving(self, need: str) -> Iterator[tuple[str, Family]]:
        """The families that serve a need, in their order."""
        return ((name, family) for name, family in self.families.items() if family.need == need)

    def in_use(self) -> "LifecyclePolicy":
        """The part with the ages of the preset."""
        return self.model_copy(update={"needs": {name: self._in_use(name) for name in self.needs}})

    def _in_use(self, need: str) -> Need:
        """A need with the ages of the preset; a need unknown to the preset keeps its own ages."""
        declared = self.needs[need]
        if self.preset == "standard" or need not in LITERAL:
            return declared
        return declared.model_copy(update={"core": LITERAL[need], "secondary": None})

    @model_validator(mode="after")
    def _fits_together(self) -> "LifecyclePolicy":
        if any(low >= high for low, high in pairwise(self.edges)):
            raise Contradiction(Label("the ages must be in ascending order", "年龄段起点必须递增"), "edges")
        if not self.needs:
            raise Contradiction(Label("keep at least one need", "至少须保留一项需求"))
        _needs_are_known(self.families, self.needs)
        _words_are_unique(self.families)
        return self


def _needs_are_known(families: Mapping[str, Family], needs: Mapping[str, Need]) -> None:
    rule = _ONE_NEED.filled(known=listed(needs))
    for name, family in families.items():
        if family.need is not None and family.need not in needs:
            raise Contradiction(rule, f"families.{name}.need")


def _words_are_unique(families: Mapping[str, Family]) -> None:
    """Raises `Contradiction` where one word stands for two families."""
    owners: dict[str, str] = {}
    for name, family in families.items():
        for word in family_words(name, family):
            owner = owners.setdefault("".join(word.split()).casefold(), name)
            if owner != name:
                rule = Label(f"“{word}” already means {owner}", f"“{word}”已属于 {owner}")
                raise Contradiction(rule, f"families.{name}.also")
