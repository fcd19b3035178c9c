"""The same question inside every branch, manager or other group."""

from collections.abc import Mapping

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.analysis.segment_figures import Study, share, vital_few
from keyclient.analysis.segment_result import Group, GroupClass
from keyclient.model.measure import Measure
from keyclient.policy.segment import SegmentPolicy
from keyclient.segments.classes import holdings
from keyclient.segments.concentration import gini
from keyclient.segments.curve import curve
from keyclient.segments.parts import Number, edge_of_column
from keyclient.segments.points import Points, points, read_points
from keyclient.segments.profile import Profile, profiles, read_profiles

_BY = ("group",)


def groups(valued: FrameT, sizes: Mapping[str, int], book: Study) -> tuple[Group, ...]:
    """One entry a group, largest total first, then by name.

    `valued`: columns `group` (text, "" is blank) and `value`, the customers with a value. `sizes`: customers of
    every group, those without a value too. A group is measured by its own value alone.
    """
    studies = _studies(valued, book.measure, book.policy)
    empty = Study(book.measure, book.policy, Profile(), Points(()))
    every = {name: studies.get(name, empty) for name in sizes}
    ordered = sorted(every, key=lambda name: (-every[name].profile.net, name))
    return tuple(_group(name, sizes[name], every[name], book.profile.net) for name in ordered)


def _studies(valued: FrameT, measure: Measure, policy: SegmentPolicy) -> dict[str, Study]:
    line = curve(valued, _BY)
    sums = profiles(line, _BY)
    exact = measure.decimals is not None
    edges = sums.select(
        *_BY,
        edge_of_column(nw.col("gross"), policy.target, exact=exact).alias("edge_a"),
        edge_of_column(nw.col("gross"), policy.b_edge, exact=exact).alias("edge_b"),
    )
    found = read_points(points(line.join(edges, on=list(_BY)), targets=(nw.col("edge_a"), nw.col("edge_b"))))
    profile_of = read_profiles(sums)
    return {
        name: Study(measure, policy, profile_of[name], found.get(name, Points(()))) for name in profile_of
    }


def _group(name: str, customers: int, study: Study, net: Number) -> Group:
    profile = study.profile
    return Group(
        group=name or None,
        customers=customers,
        total=study.measure.amount(profile.net),
        share_of_total=share(profile.net, net),
        vital_few=vital_few(study),
        classes=tuple(
            GroupClass(class_=held.letter, customers=held.customers, value=study.amount(held.value))
            for held in holdings(profile, study.cuts, customers - profile.known)
        ),
        gini=gini(profile),
    )
