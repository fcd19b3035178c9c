"""The lines that a comparison is printed as: what each command took, the ratio, and whether its target is met."""

from collections.abc import Iterator

from benchmarks.cases import Case
from benchmarks.measure import Comparison

_MEGABYTE = 1_000_000
_LINE = "{:<60} {:>9} {:>9} {:>6} {:>7} {:>4}"
HEAD = _LINE.format("keyclient / peer", "ours", "peer", "ratio", "target", "met")


def lines(case: Case, found: Comparison) -> Iterator[str]:
    """Wall time, processor time, the largest process, and all processes together where that was sampled."""
    ours, theirs, targets = found.ours(), found.theirs(), case.targets
    yield _line(case.name, _s(ours.seconds), _s(theirs.seconds), found.time_ratio, targets.time)
    yield _line("  processor", _s(ours.cpu_seconds), _s(theirs.cpu_seconds), found.cpu_ratio, targets.cpu)
    peaks = _mb(ours.peak_bytes), _mb(theirs.peak_bytes)
    yield _line("  largest process", *peaks, found.memory_ratio, targets.memory)
    if found.together is not None and all(found.together):
        mine, other = found.together
        yield _line("  all processes", _mb(mine), _mb(other), mine / other, targets.together)
    if case.most_seconds is not None:
        yield _limit(
            "  at most", _s(ours.seconds), _s(case.most_seconds), is_met=ours.seconds <= case.most_seconds
        )
    if case.most_bytes is not None:
        most = case.most_bytes
        yield _limit(
            "  largest process at most", _mb(ours.peak_bytes), _mb(most), is_met=ours.peak_bytes <= most
        )


def _line(name: str, ours: str, theirs: str, ratio: float, target: float | None) -> str:
    judged = ("", "") if target is None else (f"{target:.3g}", "yes" if ratio <= target else "no")
    return _LINE.format(name, ours, theirs, f"{ratio:.2f}", *judged).rstrip()


def _limit(name: str, ours: str, most: str, *, is_met: bool) -> str:
    return _LINE.format(name, ours, "", "", most, "yes" if is_met else "no")


def _s(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _mb(size: float) -> str:
    return f"{size / _MEGABYTE:.0f} MB"
