"""The figures of `compare` that are worth remembering."""

from keyclient.analysis.compare.result import CompareResult
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind


def compare_facts(result: CompareResult, amount: Kind) -> tuple[Fact, ...]:
    """Opening and closing."""
    return (
        Fact(Label("opening", "期初"), result.opening, amount),
        Fact(Label("closing", "期末"), result.closing, amount),
    )
