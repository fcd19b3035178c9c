"""The figures of `segment`, from the sums of a book and the points of its curve."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import hypot

from narwhals.typing import FrameT

from keyclient.analysis.segment.result import (
    AEdge,
    Band,
    BandName,
    Concentration,
    CurvePoint,
    Sensitivity,
    Theil,
    TieBlock,
    TopShare,
    ValueClass,
    Whale,
)
from keyclient.analysis.segment.vital_few import VitalFew
from keyclient.metrics.class_edge import edge_at_share, edge_at_sum
from keyclient.metrics.classes import ClassLetter, ClassTotal, Cuts
from keyclient.metrics.concentration import effective_customers, gini, gini_of_positives, hhi
from keyclient.metrics.curve_points import CurvePoints
from keyclient.metrics.exact_shares import Number, exact_share, share_of
from keyclient.metrics.largest_first import rank_at
from keyclient.metrics.nearest import Nearest
from keyclient.metrics.profile import Profile
from keyclient.metrics.theil import theil
from keyclient.model.measure import Measure, Share
from keyclient.model.record import dataclass
from keyclient.policy.parts.segment import SegmentPolicy

Spans = Mapping[ClassLetter, tuple[Number, Number]]
"""Smallest and largest value by class."""

_LARGEST = (1, 5, 10)
"""How many of the largest customers `top1`, `top5` and `top10` are about."""
_STEPS = 20
"""The curve is drawn in this many steps, or one per customer if there are fewer."""
_BANDS: tuple[BandName, ...] = ("high", "mid", "low", "none")


@dataclass(frozen=True)
class Study:
    """What is known of a book once its curve has been read."""

    measure: Measure
    policy: SegmentPolicy
    profile: Profile
    points: CurvePoints
    nearest: Nearest | None = None
    """The point of the curve that is nearest to the ideal, where class A is to end there."""

    @cached_property
    def cuts(self) -> Cuts:
        """Where the classes A and B end."""
        gross, policy = self.profile.gross, self.policy
        a = edge_at_share(gross, policy.target) if self.nearest is None else edge_at_sum(self.nearest.held)
        return Cuts.of(self.points, a, edge_at_share(gross, policy.b_edge), policy.ties)

    def amount(self, value: Number | None) -> Decimal | None:
        """A value in yuan, or in the unit of the measure."""
        return None if value is None else self.measure.amount(value)

    def held_by(self, customers: int) -> Share | None:
        """The share of the gross positive value that the largest customers hold."""
        return share_of(self.points.largest(customers), self.profile.gross)


def targets_of(gross: Number, policy: SegmentPolicy) -> list[Number]:
    """The sums that the curve is read at."""
    return [exact_share(gross, part) for part in sorted({policy.target, policy.b_edge, *policy.sensitivity})]


def ranks_of(profile: Profile, policy: SegmentPolicy) -> list[int]:
    """The ranks that the curve is read at."""
    shares = (policy.top_share, *policy.bands)
    return [
        *(rank_at(part, profile.known) for part in shares),
        *_largest(profile),
        *_steps(profile),
    ]


def _largest(profile: Profile) -> list[int]:
    """The ranks of `top1`, `top5` and `top10`: no more than there are positive values."""
    return [min(rank, profile.positives) for rank in _LARGEST]


def _steps(profile: Profile) -> list[int]:
    """The ranks of the steps of the curve, the last customer's among them.

    The larger steps come first, so that no step holds more than one before it.
    """
    size, larger = divmod(profile.known, _STEPS)
    return sorted({step * size + min(step, larger) for step in range(1, _STEPS + 1)} - {0})


def curve(study: Study) -> tuple[CurvePoint, ...]:
    """The running value at every step."""
    profile, amount = study.profile, study.measure.amount
    whole = share_of(profile.gross, profile.gross)
    return tuple(
        CurvePoint(
            rank=rank,
            value=amount(study.points.largest(rank)),
            share_of_value=study.held_by(rank) if rank < profile.positives else whole,
        )
        for rank in _steps(study.profile)
    )


def vital_few(study: Study) -> VitalFew:
    """The fewest customers that reach the policy's target."""
    target = study.policy.target
    fewest = study.points.fewest(exact_share(study.profile.gross, target))
    part = None if fewest is None else share_of(fewest, study.profile.known)
    return VitalFew(target=target, customers=fewest, share_of_customers=part)


def a_edge(study: Study) -> AEdge | None:
    """The point at which class A ends, if the curve decides."""
    point, profile = study.nearest, study.profile
    if point is None:
        return None
    across, up = point.rank / profile.known, point.held / profile.gross
    return AEdge(
        customers=point.rank,
        share_of_customers=across,
        share_of_value=up,
        distance=hypot(across, 1 - up),
    )


def theil_figures(blocks: FrameT, sums: FrameT, profile: Profile) -> Theil:
    """How much of the unevenness lies between the groups; see `segments.theil`."""
    parts = None if profile.negatives else theil(blocks, sums, profile.known, profile.gross)
    return Theil(between=None, within=None) if parts is None else Theil(**parts._asdict())


def sensitivity(study: Study) -> tuple[Sensitivity, ...]:
    """The vital few at other targets."""
    gross = study.profile.gross
    return tuple(
        Sensitivity(target=target, customers=study.points.fewest(exact_share(gross, target)))
        for target in study.policy.sensitivity
    )


def top_share(study: Study) -> TopShare:
    """What the policy's share of largest customers holds."""
    part = study.policy.top_share
    customers = rank_at(part, study.profile.known)
    return TopShare(share_of_customers=part, customers=customers, share_of_value=study.held_by(customers))


def value_class(study: Study, holding: ClassTotal, spans: Spans) -> ValueClass:
    """One class with its shares and its smallest and largest value."""
    profile, letter = study.profile, holding.letter
    smallest, largest = spans.get(letter, (None, None))
    return ValueClass(
        class_=letter,
        customers=holding.customers,
        share_of_customers=None if letter == "U" else share_of(holding.customers, profile.known),
        value=study.amount(holding.value),
        share_of_value=share_of(holding.value or 0, profile.gross) if letter in "ABC" else None,
        smallest=study.amount(smallest),
        largest=study.amount(largest),
    )


def bands(study: Study) -> tuple[Band, ...]:
    """The bands of customers by rank; together they are all customers with a value, and the net."""
    profile, policy = study.profile, study.policy
    ends = [0, *(rank_at(part, profile.known) for part in policy.bands), profile.known]
    sums = [study.points.largest(end) for end in ends[:-1]] + [profile.net]
    found: list[Band] = []
    for place, ((start, end), (before, after)) in enumerate(zip(pairwise(ends), pairwise(sums), strict=True)):
        value = after - before if end > start else 0
        found.append(
            Band(
                band=_BANDS[place],
                customers=end - start,
                share_of_customers=share_of(end - start, profile.known),
                value=study.measure.amount(value),
                share_of_value=share_of(value, profile.net),
                reference_customers=policy.reference_customers[place],
                reference_value=policy.reference_value[place],
            )
        )
    return tuple(found)


def concentration(study: Study) -> Concentration:
    """How unevenly value is spread."""
    profile = study.profile
    top1, top5, top10 = map(study.held_by, _largest(profile))
    return Concentration(
        gini=gini(profile),
        gini_method="raffinetti" if profile.negatives else "population",
        gini_positive=gini_of_positives(profile),
        hhi=hhi(profile),
        effective_customers=effective_customers(profile),
        top1=top1,
        top5=top5,
        top10=top10,
    )


def whale(study: Study) -> Whale:
    """The peak of the running value and what is lost after it: the running value peaks with the last positive one."""
    profile, amount = study.profile, study.measure.amount
    return Whale(
        peak=amount(profile.gross),
        customers_at_peak=profile.positives,
        peak_over_net=share_of(profile.gross, profile.net),
        erosion=amount(-profile.loss),
    )


def tie_blocks(study: Study) -> tuple[TieBlock, ...]:
    """The blocks of equal values at an edge that are large enough to report."""
    known = study.profile.known
    edges: dict[tuple[Number | None, int], str] = {}
    for letter, end in (("A", study.cuts.a), ("B", study.cuts.b)):
        if end.tied > study.policy.tie_block * known:
            edges[end.floor, end.tied] = "/".join([*edges.get((end.floor, end.tied), ""), letter])
    return tuple(
        TieBlock(
            classes=letters,
            customers=tied,
            share_of_customers=tied / known,
            value=study.measure.amount(value or 0),
        )
        for (value, tied), letters in edges.items()
    )
