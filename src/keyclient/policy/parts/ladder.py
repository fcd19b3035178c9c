"""A list of tiers, best first, with the requirements of each, and named lists to choose from."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyItem, Proportion

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(万|亿)?元?")
_UNITS = {"万": 10**4, "亿": 10**8}


def yuan(amount: float | str) -> Decimal:
    """An amount as the policy writes it: `500000` or `"50万"`. Raises ValueError unless it is positive."""
    found = _AMOUNT.fullmatch(str(amount) if isinstance(amount, str) else repr(amount))
    value = Decimal(found[1]) * _UNITS.get(found[2], 1) if found else Decimal(repr(float(amount)))
    if not value > 0:
        raise ValueError(amount)
    return value


def _checked(amount: float | str) -> float | str:
    yuan(amount)
    return amount


Yuan = Annotated[float | str, Field(json_schema_extra={"format": "yuan"}), AfterValidator(_checked)]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Tier(PolicyItem):
    """What a tier requires of a customer."""

    either = ("top", "floor")

    name: Annotated[Name, Label("Name of the tier, used in results and by other keys.", "层级名称。")]
    zh: Annotated[Name | None, Label("Name in Chinese output.", "中文输出中的名称。")] = None
    top: Annotated[
        Proportion | None,
        Label(
            "Floor by rank: the value of the customer at this share of the customers with a positive value, "
            "counted from the largest and rounded up.",
            "按价值从高到低，位于正值客户此占比处（向上取整）的客户的价值即为门槛。",
        ),
    ] = None
    floor: Annotated[
        Yuan | None,
        Label("Fixed floor: the value a customer must have at least.", "客户价值不低于此金额。"),
    ] = None
    measure: Annotated[
        Name | None,
        Label(
            "Field or heading that top and floor apply to. Unset: the measure customers are ranked by.",
            "top、floor 所依据的字段或列名。未设置时为排序指标。",
        ),
    ] = None
    loyalty: Annotated[
        float | None,
        Field(gt=0, le=100),
        Label(
            "Loyalty score required as well, if it is known.",
            "忠诚度得分不低于此值（未知者不作要求）。",
        ),
    ] = None

    @property
    def label(self) -> Label:
        """The name in both languages."""
        return Label(self.name, self.zh or self.name)

    @property
    def is_rest(self) -> bool:
        """Whether it has no requirement."""
        return self.top is None and self.floor is None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "Tier":
        if self.top is not None and self.floor is not None:
            raise Contradiction(
                Label("a tier has either top or floor", "top 与 floor 只能设置一个"), "top", "floor"
            )
        return self


Ladder = Annotated[tuple[Tier, ...], Field(min_length=1)]


class Preset(PolicyItem):
    """A named list of tiers."""

    about: Annotated[Name, Label("Description and source.", "说明与出处（英文）。")]
    zh: Annotated[Name | None, Label("The same in Chinese.", "说明与出处（中文）。")] = None
    tiers: Annotated[Ladder, Label("The tiers, best first.", "层级，由高到低。")]

    @property
    def label(self) -> Label:
        """The description in both languages."""
        return Label(self.about, self.zh or self.about)

    @model_validator(mode="after")
    def _is_a_ladder(self) -> "Preset":
        check_ladder(self.tiers)
        return self


def check_ladder(tiers: Sequence[Tier]) -> None:
    """Raises `Contradiction` unless a list of tiers puts every customer into exactly one of them.

    The keys of the contradiction begin with `tiers`.
    """
    names = [tier.name for tier in tiers]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise Contradiction(Label("two tiers have the same name", "层级名称重复"), f"tiers.{place}.name")
    for place, tier in enumerate(tiers[:-1]):
        if tier.is_rest:
            raise Contradiction(
                Label("a tier above the last one needs top or floor", "末级以上的层级须设置 top 或 floor"),
                f"tiers.{place}",
            )
    last = tiers[-1]
    if not last.is_rest or last.loyalty is not None:
        raise Contradiction(
            Label(
                "the last tier takes the remaining customers and must have no requirement",
                "末级收纳其余客户，不得设置条件",
            ),
            f"tiers.{len(tiers) - 1}",
        )
    _check_order(tiers)


def _check_order(tiers: Sequence[Tier]) -> None:
    """A tier must not require more value than a better one of the same measure: nobody could be in it."""
    for below, tier in enumerate(tiers):
        for above, better in enumerate(tiers[:below]):
            if better.measure == tier.measure and better.loyalty is None and _asks_more(tier, better):
                key = "top" if tier.top is not None else "floor"
                raise Contradiction(
                    Label("a lower tier must require less value", "低层级的价值门槛必须低于高层级"),
                    f"tiers.{above}.{key}",
                    f"tiers.{below}.{key}",
                )


def _asks_more(tier: Tier, better: Tier) -> bool:
    if tier.top is not None and better.top is not None:
        return tier.top <= better.top
    if tier.floor is not None and better.floor is not None:
        return yuan(tier.floor) >= yuan(better.floor)
    return False
