"""The books that are measured, each created on first use by a program of its own."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

BRANCHES = 12
"""Books of branches."""
MONTHS = 6
"""Books of a series."""
_LEAST_BANK = 400
"""A demo bank has so many customers at least."""


@dataclass(frozen=True)
class Made:
    """Books in a folder."""

    out: Path

    def book(self, customers: int, kind: str = "plain") -> Path:
        """A book of that size; for the kinds see `books.py`."""
        suffix = ".csv" if kind in ("even", "parts") else ".xlsx"
        path = self.out / f"{kind}-{customers}{suffix}"
        self._make(path, "benchmarks.books", str(customers), str(path), kind)
        return path

    def rows(self, customers: int) -> Path:
        """The customers of the plain book, for the writing benchmarks."""
        path = self.out / f"plain-{customers}.parquet"
        self._make(path, "benchmarks.writing", str(self.book(customers)), str(path))
        return path

    def series(self, customers: int) -> tuple[Path, ...]:
        """The books of a demo bank of that size, month by month."""
        folder, size = self.out / f"series-{customers}", max(customers, _LEAST_BANK)
        options = ("--months", str(MONTHS), "--customers", str(size))
        self._make(folder, "keyclient", "--quiet", "demo", str(folder), *options)
        return tuple(sorted(folder.rglob("*.xlsx")))

    def branches(self, customers: int) -> tuple[Path, ...]:
        """The books of twelve branches with so many customers together."""
        folder = self.out / f"branches-{customers}"
        self._make(folder, "benchmarks.branches", str(customers), str(folder))
        return tuple(sorted(folder.iterdir()))

    def written(self, customers: int, whose: str) -> Path:
        """Where one of the two that are compared writes."""
        return self.rows(customers).with_suffix(f".{whose}.xlsx")

    def shared_books(self, customers: int) -> tuple[Path, ...]:
        """The books of the two branches."""
        return tuple(sorted((self.shared(customers) / "books").iterdir()))

    def shared(self, customers: int) -> Path:
        """The folder of two branches that share all their customers."""
        folder = self.out / f"shared-{customers}"
        self._make(folder, "benchmarks.shared", str(customers), str(folder))
        return folder

    def _make(self, path: Path, *program: str) -> None:
        if not path.exists():
            print(f"making {path}", file=sys.stderr)
            subprocess.run((sys.executable, "-m", *program), check=True)
