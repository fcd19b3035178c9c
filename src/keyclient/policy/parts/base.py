"""The base classes of every part of the policy."""

from typing import Annotated, ClassVar, Self, cast

from pydantic import BaseModel, ConfigDict, Field

from keyclient.model.label import Label

Proportion = Annotated[float, Field(gt=0, lt=1)]
"""A share strictly between 0 and 1."""


class Contradiction(ValueError):
    """Values that are valid on their own but not together.

    `keys` are their names within the validated part or item, dotted when nested; without keys the part or item as a
    whole is wrong.
    """

    def __init__(self, rule: Label, *keys: str) -> None:
        super().__init__(rule.en)
        self.rule = rule
        self.keys = keys


class _Frozen(BaseModel):
    """What a policy consists of. Nothing of it ever changes, so copies of a whole share their parts."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    @classmethod
    def usual(cls, **values: object) -> Self:
        """One of the defaults, unset values being those of the class: it is valid as it stands, which a test proves.

        To validate it, pydantic would have to build the validators of its class, which a run without settings of its own never
        needs: they cost a tenth of a small book. Raises TypeError for a value that no field has the name of.
        """
        if unknown := values.keys() - cls.model_fields.keys():
            raise TypeError(f"{cls.__name__} has no {min(unknown)}")
        return cast("Self", cls.model_construct(None, **values))

    def __deepcopy__(self, memo: dict[int, object] | None = None) -> Self:
        return self


class PolicyItem(_Frozen):
    """One item of a list of tables, or one entry of a table with free names. Each field has a `Label`."""

    either: ClassVar[tuple[str, ...]] = ()
    """Fields of which an item has one at most: a setting of one takes the place of the others."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a setting addresses the item in its list, in both languages."""
        return tuple(name for field in ("name", "zh") if isinstance(name := getattr(self, field, None), str))


class PolicyPart(_Frozen):
    """A table of `keyclient.toml`. Parts may nest: `[tier.loyalty]` is inside `[tier]`."""

    title: ClassVar[Label]

    def in_use(self) -> "PolicyPart":
        """The part as a result reports it: without settings the answer does not depend on."""
        return self
