"""The customer tiers (`tier`), and which tiers every analysis counts as key customers."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, model_validator

from keyclient.model.label import Label, listed
from keyclient.policy.parts.base import Contradiction, PolicyPart, Proportion
from keyclient.policy.parts.ladder import Ladder, Name, Preset, Tier, check_ladder
from keyclient.policy.parts.loyalty import LoyaltyPolicy
from keyclient.policy.parts.presets import PRESETS, WORDS

_ONE_OF = Label("it must be one of {known}", "必须是以下之一：{known}")


class TierPolicy(PolicyPart):
    """The tiers (`tier`)."""

    title = Label("Tiers", "客户分层")

    preset: Annotated[
        Name, Label("List of tiers to use: one of the presets.", "采用的分层方案（presets 之一）。")
    ] = next(iter(PRESETS))
    tiers: Annotated[
        Ladder | None,
        Label(
            "The bank's own list of tiers, best first. A customer is in the first tier that matches; the last "
            "takes the rest. Unset: the tiers of preset.",
            "本行自定的层级，由高到低；客户归入第一个符合条件的层级，末级收纳其余客户。未设置时采用 preset 的方案。",
        ),
    ] = None
    near: Annotated[
        Proportion,
        Label(
            "A customer is near the next tier from this share of its floor.",
            "价值达到上一层级门槛的此占比即为临界客户。",
        ),
    ] = 0.90
    near_loyalty: Annotated[
        float,
        Field(ge=0, le=100),
        Label(
            "A customer with enough value for the next tier is near it when short by at most this many loyalty "
            "points.",
            "价值已达标、忠诚度差距不超过此分数的，亦为临界客户。",
        ),
    ] = 10.0
    grace: Annotated[
        int,
        Field(ge=0, le=120),
        Label(
            "Books in a row for which a customer who falls below the tier keeps it, under watch; the next such "
            "book downgrades.",
            "客户低于原层级时保留原层级并列入观察的连续期数；下一期仍低于原层级的予以降级。",
        ),
    ] = 2
    tie_block: Annotated[
        Proportion,
        Label(
            "Report equal values at a floor that enlarge a tier beyond its share by more than this share of the "
            "customers.",
            "门槛处数值并列使层级客户数超出应占比例，且超出部分大于客户总数的此占比时予以提示。",
        ),
    ] = 0.10
    loyalty: LoyaltyPolicy = LoyaltyPolicy.usual()
    presets: Annotated[dict[str, Preset], Label("Lists of tiers to choose from.", "可选的分层方案。")] = (
        Field(default_factory=PRESETS.copy)
    )
    words: Annotated[
        dict[str, Name],
        Label(
            "The tier each word in the book's tier column stands for; tier names need no entry.",
            "表内客户等级用语对应的层级；层级名称本身无需列出。",
        ),
    ] = Field(default_factory=WORDS.copy)

    @property
    def ladder(self) -> tuple[Tier, ...]:
        """The tiers in force, best first."""
        return self.presets[self.preset].tiers if self.tiers is None else self.tiers

    def in_use(self) -> "TierPolicy":
        """The part with only the tiers in force, without the unused presets."""
        return self.model_copy(update={"tiers": self.ladder, "presets": {}})

    def known_names(self) -> tuple[str, ...]:
        """The tiers of all lists, whichever is in force."""
        lists = [*(preset.tiers for preset in self.presets.values()), self.tiers or ()]
        return tuple(dict.fromkeys(tier.name for tiers in lists for tier in tiers))

    @model_validator(mode="after")
    def _can_be_used(self) -> "TierPolicy":
        if self.preset not in self.presets:
            raise Contradiction(one_of(self.presets), "preset")
        if self.tiers is not None:
            check_ladder(self.tiers)
        self._check_words()
        return self

    def _check_words(self) -> None:
        """A word may stand for a tier of any list, since the list in force may change."""
        known = self.known_names()
        for word, name in self.words.items():
            if name not in known and WORDS.get(word) != name:
                raise Contradiction(one_of(known), f"words.{word}")


class KeyPolicy(PolicyPart):
    """Which customers are key customers."""

    title = Label("Key customers", "重点客户")

    tiers: Annotated[
        tuple[Name, ...] | None,
        Label(
            "Tiers that count as key customers. Unset: platinum and gold; if the list of tiers has neither, all "
            "but the last.",
            "计为重点客户的层级。未设置时为 platinum 与 gold；均无时为末级以外的全部层级。",
        ),
    ] = None

    def of(self, ladder: tuple[Tier, ...]) -> tuple[str, ...]:
        """The names of the key tiers in a list, best first."""
        names = [tier.name for tier in ladder]
        if self.tiers is not None:
            return tuple(name for name in names if name in self.tiers)
        usual = tuple(name for name in names if name in USUAL_KEY_TIERS)
        return usual or tuple(names[:-1])


USUAL_KEY_TIERS = ("platinum", "gold")


def check_key(key: KeyPolicy, tier: TierPolicy) -> None:
    """Raises `Contradiction` if a key tier is not among the tiers in force."""
    names = [item.name for item in tier.ladder]
    if any(name not in names for name in key.tiers or ()):
        raise Contradiction(one_of(names), "key.tiers")


def one_of(names: Iterable[str]) -> Label:
    """The rule for a name that must be known."""
    return _ONE_OF.filled(known=listed(names))
