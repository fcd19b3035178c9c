"""The smallest and the largest value of every class, by rank: the same as `classes.spans`."""

from keyclient.metrics.classes import ClassLetter, Cuts
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.profile import Profile
from keyclient.metrics.selection.selection import Selection


def spans_by_rank(
    selection: Selection, profile: Profile, cuts: Cuts
) -> dict[ClassLetter, tuple[Number, Number]]:
    """Of the classes with customers whose value is known."""
    ends = [0, cuts.a.customers, cuts.b.customers, profile.positives]
    ends += [profile.positives + profile.zeros, profile.known]
    letters: tuple[ClassLetter, ...] = ("A", "B", "C", "Z", "N")
    ranks = {
        letter: (end, start + 1)
        for letter, start, end in zip(letters, ends, ends[1:], strict=False)
        if end > start
    }
    points = selection.points(ranks=[rank for pair in ranks.values() for rank in pair])
    return {
        letter: (points.holding(last).value, points.holding(first).value)
        for letter, (last, first) in ranks.items()
    }
