"""When money matures, and what counts as kept (`maturity`)."""

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyPart

_MOST_RUNGS = 400
"""A ladder of more steps is nothing to look at."""


class MaturityPolicy(PolicyPart):
    """When money matures, and what counts as kept (`maturity`)."""

    title = Label("Maturities", "到期")

    horizons: Annotated[
        tuple[Annotated[int, Field(ge=1, le=3650)], ...],
        Label(
            "Days from the data date within which maturities are added up; the ladder ends with the last one.",
            "自数据日期起，分别汇总多少天内到期的金额；到期阶梯止于最后一档。",
        ),
        Field(min_length=1),
    ] = (30, 60, 90)
    step: Annotated[
        int,
        Field(ge=1, le=3650),
        Label("Days in one step of the ladder.", "到期阶梯每一档的天数。"),
    ] = 7
    taken_over: Annotated[
        float,
        Field(gt=0, le=1),
        Label(
            "A customer is taken over if at least this share of what matured is in term products again.",
            "到期资金重新转为定期类产品的比例不低于此值，视为承接成功。",
        ),
    ] = 0.8

    @model_validator(mode="after")
    def _fits_together(self) -> "MaturityPolicy":
        if any(low >= high for low, high in pairwise(self.horizons)):
            raise Contradiction(Label("the days must be in ascending order", "天数必须递增"), "horizons")
        if self.horizons[-1] > self.step * _MOST_RUNGS:
            rule = Label(
                f"the ladder would have more than {_MOST_RUNGS} steps", f"到期阶梯将超过 {_MOST_RUNGS} 档"
            )
            raise Contradiction(rule, "step")
        return self
