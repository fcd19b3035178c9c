"""What every part of the policy is made of."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from keyclient.model.label import Label

Part = Annotated[float, Field(gt=0, lt=1)]
"""A share strictly between 0 and 1."""


class Contradiction(ValueError):
    """Two values that are right alone and wrong together; `keys` are their names within the part."""

    def __init__(self, rule: Label, *keys: str) -> None:
        super().__init__(rule.en)
        self.rule = rule
        self.keys = keys


class PolicyPart(BaseModel):
    """A table of `keyclient.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    title: ClassVar[Label]
