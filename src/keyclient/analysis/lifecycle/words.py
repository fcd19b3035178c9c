"""Needs, bands and products in words, and the reason to contact a customer."""

from collections.abc import Sequence
from dataclasses import field

from keyclient.analysis.common.age_band import band_label
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.model.label import Label, listed
from keyclient.model.record import dataclass
from keyclient.policy.parts.families import Rating, family_label
from keyclient.policy.parts.needs import Weight

WEIGHTS: dict[Weight, Label] = {"core": Label("core", "核心"), "secondary": Label("secondary", "次要")}

_WHY = Label("{weight} need at {band}, none held", "{band}{weight}需求，尚未持有")
_OFFER = Label("Offer {families} ({why}).", "可推荐{families}（{why}）。")
_NO_OFFER = Label("Nothing to offer yet ({why}).", "暂无可推荐的产品（{why}）。")
_ABOVE = Label(
    " Not proposed, above risk rating {rating}: {families}.", "高于风险等级 {rating}，不推荐：{families}。"
)
_UNRATED = Label(" Only after a risk rating: {families}.", "尚未做风险测评，测评后方可推荐：{families}。")


@dataclass(frozen=True)
class GapReasons:
    """The reason for each gap and what to offer. Each distinct sentence is made once."""

    needs: NeedMap
    made: dict[tuple[str, str, Rating | None], Label] = field(default_factory=dict)

    def of(self, band: str, need: str, weight: Weight, rating: Rating | None) -> Label:
        """The sentence for a gap."""
        if (band, need, rating) not in self.made:
            self.made[band, need, rating] = self._sentence(band, need, weight, rating)
        return self.made[band, need, rating]

    def _sentence(self, band: str, need: str, weight: Weight, rating: Rating | None) -> Label:
        offer = self.needs.offer(need, rating)
        where = next(band_label(other) for other in self.needs.bands if other.name == band)
        why = _WHY.filled(weight=WEIGHTS[weight], band=where)
        said = (_OFFER if offer.offered else _NO_OFFER).filled(
            families=self._families(offer.offered), why=why
        )
        if not offer.withheld:
            return said
        more = (_UNRATED if rating is None else _ABOVE).filled(
            families=self._families(offer.withheld), rating=rating
        )
        return Label(said.en + more.en, said.zh + more.zh)

    def _families(self, names: Sequence[str]) -> Label:
        return listed([family_label(name, self.needs.policy.families[name]) for name in names])
