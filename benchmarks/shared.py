"""Two branches that share every customer, and what is consolidated of them.

`python -m benchmarks.shared CUSTOMERS FOLDER` makes `FOLDER/books`. `python -m benchmarks.shared again FOLDER KEYCLIENT...` runs
`batch` over them into `FOLDER/results` with the consolidated files left out of the record: books that are done are not read
again, so from the second run on it times who is in both branches and all that is written about it.
"""

import csv
import subprocess
import sys
from pathlib import Path

from benchmarks.branches import HEADINGS, cells_of
from keyclient.demo.book import demo_rows

BRANCHES = ("城东支行", "城西支行")
_RECORD = Path(".keyclient") / "whole.json"


def make_shared_books(customers: int, folder: Path) -> None:
    """The books; written into a folder that is renamed when both are there. Every other customer has another number."""
    unfinished = folder.with_suffix(".part")
    (unfinished / "books").mkdir(parents=True)
    for place, name in enumerate(BRANCHES):
        path = unfinished / "books" / f"{name}-20261031.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS.values())
            for turn, row in enumerate(demo_rows(customers, split=0)):
                other = place == 1 and turn % 2 == 0
                writer.writerow(cells_of({**row, "customer_id": f"9{row['customer_id']}"} if other else row))
    unfinished.rename(folder)


def consolidate_again(folder: Path, keyclient: list[str]) -> int:
    """Only the consolidated files, once the books are done; the exit code."""
    results = folder / "results"
    (results / _RECORD).unlink(missing_ok=True)
    given = ("batch", str(folder / "books"), "--out", str(results), "--analyses", "segment")
    return subprocess.run((*keyclient, "--quiet", *given), check=False).returncode


if __name__ == "__main__":
    if sys.argv[1] == "again":
        sys.exit(consolidate_again(Path(sys.argv[2]), sys.argv[3:]))
    make_shared_books(int(sys.argv[1]), Path(sys.argv[2]))
