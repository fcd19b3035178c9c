"""A share of demo books for timing, one folder per branch: `python -m benchmarks.shares FOLDER BOOKS CUSTOMERS`."""

import os
import sys
from pathlib import Path

from keyclient.demo.book import make_demo
from keyclient.demo.write import demo_bytes
from keyclient.model.label import Lang

_LONG_AGO = 1_700_000_000
"""A modification time long ago, so that no run waits for the books to settle."""


def make_share(folder: Path, books: int, customers: int) -> None:
    """Create `FOLDER/BOOKS/网点001/客户表.xlsx` and so on; existing books are kept."""
    for number in range(1, books + 1):
        path = folder / str(books) / f"网点{number:03}" / "客户表.xlsx"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(demo_bytes(make_demo(customers, number, lang=Lang.ZH), path.suffix))
            os.utime(path, (_LONG_AGO, _LONG_AGO))


if __name__ == "__main__":
    make_share(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
