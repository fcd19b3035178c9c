"""What a refusal offers: the headings that come near, and what to type."""

from collections.abc import Sequence

from keyclient.ingest.headings import Understanding, alias_ranks, heading_key
from keyclient.ingest.refusals import HeadingNotFound
from keyclient.model.label import NO_WORDS, Label

MOST_HEADINGS = 40
"""So many headings are listed; a sheet may have thousands."""

_MAP = Label(
    ' If it has another name in this book, type --map {field}="{heading}".',
    '如该列在本表中另有名称，请加上 --map {field}="{heading}"。',
)
_MEASURE = Label(
    ' Type for example --measure "{heading}", or --map {field}="{heading}".',
    '例如：--measure "{heading}"，或 --map {field}="{heading}"。',
)


def not_found(understanding: Understanding, wanted: str, path: object) -> HeadingNotFound:
    """That a heading is not there: which ones come near, and how to say that one of them is meant."""
    nearest = understanding.nearest(wanted)
    field, _ = alias_ranks().get(heading_key(wanted), ("", 0))
    remedy = _MAP.filled(field=field, heading=nearest[0] if nearest else "…") if field else NO_WORDS
    headings = listed([heading.text for heading in understanding.headings])
    return HeadingNotFound(
        path=path, wanted=wanted, nearest=", ".join(nearest) or "-", remedy=remedy, headings=headings
    )


def measure_remedy(headings: Sequence[str], field: str) -> Label:
    """How to take the first of some headings as the measure; nothing where there is none."""
    return _MEASURE.filled(field=field, heading=headings[0]) if headings else NO_WORDS


def listed(names: Sequence[str]) -> str:
    """Some names; of very many only the first, and how many there are."""
    more = f", … ({len(names)})" if len(names) > MOST_HEADINGS else ""
    return (", ".join(names[:MOST_HEADINGS]) or "-") + more
