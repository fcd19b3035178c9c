"""How another policy is tried on a book (`--what-if`)."""

from typing import Annotated

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart, Proportion


class WhatIfPolicy(PolicyPart):
    """What another policy would change (`--what-if`)."""

    title = Label("What if", "假设测算")

    near: Annotated[
        Proportion,
        Label(
            "Customers are listed whose value is within this share of a floor that another policy moves.",
            "门槛变动后，价值与新门槛相差不超过此占比的客户予以列示。",
        ),
    ] = 0.05
    steps: Annotated[
        int,
        Field(ge=2, le=1000),
        Label("Most values that one range is tried at.", "一个取值区间最多测算的档数。"),
    ] = 50
