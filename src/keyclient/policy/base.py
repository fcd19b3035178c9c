"""What every part of the policy is made of."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from keyclient.model.label import Label

Part = Annotated[float, Field(gt=0, lt=1)]
"""A share strictly between 0 and 1."""


class Contradiction(ValueError):
    """Values that are right alone and wrong together.

    `keys` are their names within the part or item that is validated, dotted where they lie deeper; without keys
    the part or item as a whole is wrong.
    """

    def __init__(self, rule: Label, *keys: str) -> None:
        super().__init__(rule.en)
        self.rule = rule
        self.keys = keys


class PolicyItem(BaseModel):
    """One item of a list of tables, or one entry of a table whose names are free. Its fields have a `Label` each."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class PolicyPart(BaseModel):
    """A table of `keyclient.toml`. A part may hold further parts: `[tier.loyalty]` stands in `[tier]`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    title: ClassVar[Label]

    def in_use(self) -> "PolicyPart":
        """The part as a result tells it: without what the answer does not depend on."""
        return self
