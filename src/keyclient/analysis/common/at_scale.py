"""What an analysis is given when an engine computes it."""

from dataclasses import dataclass

from keyclient.model.scan import Scan


@dataclass(frozen=True, eq=False)
class ScanInputs:
    """The portfolios of one analysis."""

    scans: tuple[Scan, ...]
    """At least one; several are of the same customers, oldest first."""

    @property
    def scan(self) -> Scan:
        """The newest."""
        return self.scans[-1]
