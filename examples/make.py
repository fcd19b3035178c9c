"""Make `book.xlsx`, the example book: `python examples/make.py [FOLDER]`, beside this file unless told otherwise."""

import sys
from pathlib import Path

from keyclient.demo.book import make_demo
from keyclient.demo.write import demo_bytes


def make(folder: Path) -> Path:
    """Write the example book into the folder and say where it is."""
    path = folder / "book.xlsx"
    path.write_bytes(demo_bytes(make_demo(customers=300, seed=1), path.suffix))
    return path


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
