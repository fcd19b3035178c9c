"""Where each file is in the results folder."""

from dataclasses import dataclass
from pathlib import Path

from keyclient.batch.record.paths import short_hash

PORTFOLIO_FILES = "branch[-=]*/*.parquet"
"""The files of the portfolio, relative to its folder; earlier versions wrote `branch=NAME`."""

HISTORY_FILES = "*/branch-*/*.parquet"
"""The files of customers kept for later runs, relative to their folder."""


@dataclass(frozen=True)
class ResultsLayout:
    """The files and folders of a results folder."""

    out: Path

    @property
    def run(self) -> Path:
        """The record of the last run that finished."""
        return self.out / "run.json"

    @property
    def consolidated(self) -> Path:
        """The consolidated workbook."""
        return self.out / "consolidated.xlsx"

    @property
    def figures(self) -> Path:
        """The consolidated figures as JSON."""
        return self.out / "consolidated.json"

    @property
    def books(self) -> Path:
        """The workbook of each book, in the same folders as the books."""
        return self.out / "books"

    @property
    def portfolio(self) -> Path:
        """The customers of all books, by branch."""
        return self.out / "portfolio"

    @property
    def history(self) -> Path:
        """What is kept of the customers of all books, by data date and branch."""
        return self.out / "history"

    @property
    def logs(self) -> Path:
        """One log file per run."""
        return self.out / "log"

    @property
    def state(self) -> Path:
        """What the next run needs to know."""
        return self.out / ".keyclient"

    @property
    def records(self) -> Path:
        """The state of each book, one file per book."""
        return self.state / "books"

    @property
    def staging(self) -> Path:
        """Files that are not in their final place yet."""
        return self.state / "staging"

    @property
    def forms(self) -> Path:
        """What is known of the plans and lists of calls of each book, and the customers that the plans were made for."""
        return self.state / "forms"

    @property
    def finished_forms(self) -> Path:
        """Which books had forms when the last run was finished."""
        return self.state / "forms.json"

    def forms_record(self, key: str) -> Path:
        """The file about the forms of a book."""
        return self.forms / f"{short_hash(key)}.json"

    def record(self, key: str) -> Path:
        """The state file of a book."""
        return self.records / f"{short_hash(key)}.json"
