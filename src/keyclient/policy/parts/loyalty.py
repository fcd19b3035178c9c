"""How loyal a customer is: the components of the score and their weights."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyPart, Proportion

Name = Annotated[str, StringConstraints(min_length=1)]
Weight = Annotated[float, Field(ge=0)]
Level = Annotated[float, Field(ge=0)]


class Component(PolicyPart):
    """A customer figure converted to points from 0 to 100: linear between two values, capped outside them."""

    title = Label("Component of the loyalty score", "忠诚度得分的一个组成部分")

    weight: Annotated[
        Weight,
        Label(
            "Weight; the weights of the components known for a customer are scaled to sum to 1.",
            "权重；按该客户已知的各项重新归一。",
        ),
    ]
    zero: Annotated[Level, Label("Figure that scores 0 points.", "得 0 分的取值。")]
    full: Annotated[Level, Label("Figure that scores 100 points.", "得 100 分的取值。")]
    column: Annotated[
        Name | None,
        Label(
            "Heading of a column with the figure itself, such as years as a customer. Unset: calculated from the "
            "fields.",
            "直接给出该数值的列名，例如“客户时间”。未设置时由相应字段计算。",
        ),
    ] = None

    @model_validator(mode="after")
    def _has_a_slope(self) -> "Component":
        if self.zero == self.full:
            raise Contradiction(Label("zero and full must differ", "zero 与 full 不能相同"), "zero", "full")
        return self


class LoyaltyPolicy(PolicyPart):
    """The loyalty score."""

    title = Label("Loyalty score", "忠诚度得分")

    scale_doubt: Annotated[
        Proportion,
        Label(
            "Warn about the scale when no satisfaction score exceeds this share of it.",
            "满意度最高分不超过满分的此占比时，提示评分标准可能不一致。",
        ),
    ] = 0.10
    min_components: Annotated[
        int,
        Field(ge=1, le=5),
        Label(
            "Components that a customer needs for the score to count where a tier requires loyalty; with fewer, value "
            "alone decides. Never more than have a weight above 0.",
            "层级要求忠诚度时，得分至少须有的已知项数；不足者仅按价值判定。以权重大于 0 的项数为限。",
        ),
    ] = 2
    tenure: Component = Component.usual(weight=0.30, zero=0.0, full=10.0)
    """Years since the open date."""
    products: Component = Component.usual(weight=0.30, zero=1.0, full=5.0)
    """Products held."""
    recency: Component = Component.usual(weight=0.20, zero=365.0, full=30.0)
    """Days since the last contact or transaction."""
    referrals: Component = Component.usual(weight=0.10, zero=0.0, full=3.0)
    """Customers referred."""
    satisfaction: Component = Component.usual(weight=0.10, zero=0.0, full=100.0)
    """The satisfaction score."""

    @property
    def components(self) -> dict[str, Component]:
        """The components by name, in order."""
        return {name: part for name, part in self if isinstance(part, Component)}

    @property
    def needed(self) -> int:
        """How many components a customer needs for the score to decide."""
        return min(self.min_components, sum(part.weight > 0 for part in self.components.values()))

    @model_validator(mode="after")
    def _weighs_something(self) -> "LoyaltyPolicy":
        if not any(component.weight for component in self.components.values()):
            raise Contradiction(
                Label("at least one component must have a weight above 0", "至少一项的权重须大于 0"),
                *(f"{name}.weight" for name in self.components),
            )
        return self
