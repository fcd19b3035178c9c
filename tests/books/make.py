"""`python -m tests.books.make`: writes every small book anew; the same bytes each time."""

import sys
from pathlib import Path

from tests.books.recipes.files import FILES
from tests.books.recipes.shapes import SHAPES
from tests.books.recipes.values import VALUES

FOLDER = Path(__file__).parent
BOOKS = {**SHAPES, **VALUES, **FILES}
EXPECTED = ".expected.json"


def main() -> int:
    """Writes the books that are not as they should be."""
    for name, make in BOOKS.items():
        path, content = FOLDER / name, make()
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
