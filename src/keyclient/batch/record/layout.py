"""What lies where in the folder of the results."""

from dataclasses import dataclass
from pathlib import Path

from keyclient.batch.record.paths import short_hash

PORTFOLIO_FILES = "branch=*/*.parquet"
"""The files of the portfolio, below its folder."""


@dataclass(frozen=True)
class ResultsLayout:
    """The folder of the results."""

    out: Path

    @property
    def run(self) -> Path:
        """The record of the last run that came to its end."""
        return self.out / "run.json"

    @property
    def consolidated(self) -> Path:
        """The workbook over all books."""
        return self.out / "consolidated.xlsx"

    @property
    def figures(self) -> Path:
        """The same figures for programs."""
        return self.out / "consolidated.json"

    @property
    def books(self) -> Path:
        """The result of each book, in the tree of the books."""
        return self.out / "books"

    @property
    def portfolio(self) -> Path:
        """The customers of all books, by branch."""
        return self.out / "portfolio"

    @property
    def logs(self) -> Path:
        """One file a run."""
        return self.out / "log"

    @property
    def state(self) -> Path:
        """What the next run has to know."""
        return self.out / ".keyclient"

    @property
    def records(self) -> Path:
        """One file a book."""
        return self.state / "books"

    @property
    def staging(self) -> Path:
        """What is not in its place yet."""
        return self.state / "staging"

    def record(self, key: str) -> Path:
        """What is known of a book."""
        return self.records / f"{short_hash(key)}.json"
