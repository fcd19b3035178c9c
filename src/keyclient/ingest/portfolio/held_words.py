"""Which texts say that a product is held, and which that it is not; read as cells of a book are."""

from collections.abc import Mapping, Sequence

from keyclient.ingest.cells.holdings import is_silent, read_list
from keyclient.ingest.cells.plain import ERROR_WORDS, UNSAID_WORDS
from keyclient.ingest.holdings.families import Families

_SILENT = frozenset(["", *UNSAID_WORDS, *ERROR_WORDS])


def said_words(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts that say yes, and those that say no, in words, marks or amounts."""
    import pyarrow as pa

    from keyclient.ingest.holdings.product_columns import read_holders

    if not texts:
        return (), ()
    holders = read_holders(pa.chunked_array([pa.array(list(texts), pa.string())]))
    yes = tuple(text for text, says in zip(texts, holders.yes, strict=True) if says)
    return yes, tuple(text for text, says in zip(texts, holders.no, strict=True) if says)


def listed_numbers(
    cells: Mapping[str, int], families: Families, contradiction: float | None
) -> dict[str, int] | None:
    """How many products each list names: different words, known or not, or the small number that it is; 无 lists none.

    `cells`: how many customers have each list. None if more than the share `contradiction` of them have no known word.
    """
    said = {
        text: read_list(text, families.named)
        for text in cells
        if text.strip() not in _SILENT and not is_silent(text)
    }
    strange = sum(
        cells[text] for text, one in said.items() if one.unknown and not one.families and one.number is None
    )
    if contradiction is not None and strange > contradiction * sum(cells[text] for text in said):
        return None
    return {text: max(len(one.words), one.number or 0) for text, one in said.items()}


def list_words(
    texts: Sequence[str], families: Families, serving: Sequence[str]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By family, the lists with it and the lists without it."""
    said = {
        text: read_list(text, families.named).families
        for text in texts
        if text.strip() not in _SILENT and not is_silent(text)
    }
    return {
        name: (
            tuple(text for text, held in said.items() if name in held),
            tuple(text for text, held in said.items() if name not in held),
        )
        for name in serving
    }
