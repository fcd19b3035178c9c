"""Names of groups in several books: one manager or branch whatever the spaces and the width of the letters."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping


def group_key(name: str) -> str:
    """What the names of one group have in common."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def called_as_last(*books: Iterable[str] | Mapping[str, int]) -> dict[str, str]:
    """What the group of each name is called: as most customers of the last book that has it spell it.

    `books`: the name that stands beside each customer, or how often each stands there.
    """
    called: dict[str, str] = {}
    spellings: set[str] = set()
    for book in books:
        counts = Counter(book)
        spellings |= counts.keys()
        called |= {
            group_key(name): name for name, _ in sorted(counts.items(), key=lambda item: (item[1], item[0]))
        }
    return {name: called[group_key(name)] for name in spellings}
