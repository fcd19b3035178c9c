"""What a refusal suggests: similar headings, and what to type."""

from collections.abc import Sequence

from keyclient.ingest.base.table_refusals import HeadingNotFound
from keyclient.ingest.columns.amount_headings import Sounds, is_no_amount, may_mean, sounds_like
from keyclient.ingest.layout.contents import ColumnKind
from keyclient.ingest.layout.headings import Heading, Understanding, alias_ranks, heading_key, occurrences
from keyclient.ingest.layout.located import Located
from keyclient.ingest.rows.merged_cells import WORDS
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.label import NO_WORDS, Label, listed, listed_first
from keyclient.model.place import quoted_names

MEASURE = "aum"
"""The field that a column is suggested for whose heading could be that of all assets."""
MOST_HEADINGS = 40
"""How many headings are listed; a sheet may have thousands."""

_NEAREST = Label(" Nearest: {names}.", "最接近的列：{names}。")
_MAP = Label(
    ' If it has another heading in this book, add --map {field}="{heading}".',
    '如该列在本表中另有名称，请加上 --map {field}="{heading}"。',
)
_NUMBERS = Label(
    ' Columns with numbers: {numeric}. If it is one of these, add for example --map {field}="{heading}".',
    '含数字的列：{numeric}。如其中一列即为所需，例如：--map {field}="{heading}"。',
)
_MEASURE = Label(
    ' For example, add --measure "{heading}" or --map {field}="{heading}".',
    '例如：--measure "{heading}"，或 --map {field}="{heading}"。',
)
_MEASURE_ALONE = Label(' For example, add --measure "{heading}".', '例如：--measure "{heading}"。')
_TWICE = Label(
    ' For example, add --map {field}="{heading}" for the first of them.',
    '例如以 --map {field}="{heading}" 采用其中第一列。',
)
_SHEET = Label(
    ' Not read: {sheets}. If the customers are in one of these, add for example --sheet "{sheet}".',
    '未读取：{sheets}。如客户在其中某张工作表，例如：--sheet "{sheet}"。',
)
_ANY = "…"
"""In place of a heading that cannot be guessed."""
_NUMERIC = frozenset({Reads.MONEY, Reads.COUNT, Reads.NUMBER})


def heading_not_found(located: Located, wanted: str, path: object) -> HeadingNotFound:
    """The refusal of a heading that is not there: similar headings, and how to choose one of them."""
    understanding = located.understanding
    near = _near(understanding, wanted)
    headings = join_names([heading.text for heading in understanding.headings])
    nearest = _NEAREST.filled(names=listed(as_typed(understanding, heading) for heading in near))
    return HeadingNotFound(
        path=path,
        wanted=wanted,
        nearest=nearest if near else NO_WORDS,
        remedy=_remedy(located, wanted, near),
        headings=headings,
        sheets=other_sheets(located),
    )


def other_sheets(located: Located) -> Label:
    """The sheets that were not read, and how to read the likeliest; nothing if none of them may have customers."""
    if located.next_sheet is None:
        return NO_WORDS
    return _SHEET.filled(sheets=quoted_names(located.passed_over), sheet=located.next_sheet)


def _near(understanding: Understanding, wanted: str) -> list[Heading]:
    """The headings similar to a name, best first; for a numeric field without columns of words.

    If the name is not that of a field, also those read as a field of a similar name: 客户经理 for `manger`.
    """
    means_field = heading_key(wanted) in alias_ranks()
    words = (
        _words(understanding) if _is_numeric(alias_ranks().get(heading_key(wanted), ("", 0))[0]) else set()
    )
    found: dict[int, Heading] = {}
    for name in understanding.nearest(wanted):
        taken = [] if means_field or name not in understanding.taken else [understanding.taken[name]]
        for heading in occurrences(understanding.headings, name) or taken:
            found.setdefault(heading.position, heading)
    return [heading for position, heading in found.items() if position not in words]


def _is_numeric(field: str) -> bool:
    return field in fields() and fields()[field].column.reads in _NUMERIC


def _words(understanding: Understanding) -> set[int]:
    """The columns that are read as ids, dates or words."""
    taken = understanding.taken.items()
    return {heading.position for name, heading in taken if fields()[name].column.reads in WORDS}


def _remedy(located: Located, wanted: str, near: Sequence[Heading]) -> Label:
    """What to type if the name is that of a field; a numeric field is not sought among columns of words."""
    field, _ = alias_ranks().get(heading_key(wanted), ("", 0))
    if not field:
        return NO_WORDS
    understanding = located.understanding
    if not _is_numeric(field):
        return _MAP.filled(field=field, heading=as_typed(understanding, near[0]) if near else _ANY)
    numeric, likely = _numeric(located), list[Heading]()
    if fields()[field].is_money:
        numeric = possible_amounts(numeric)
        likely = [one for one in likely_amounts(understanding, numeric) if may_mean(one.text, field)]
    for heading in near:
        if heading in (likely if fields()[field].is_money else numeric):
            return _MAP.filled(field=field, heading=as_typed(understanding, heading))
    if not numeric:
        return _MAP.filled(field=field, heading=_ANY)
    names = [as_typed(understanding, heading) for heading in numeric]
    first = as_typed(understanding, likely[0]) if likely else _ANY
    return _NUMBERS.filled(field=field, heading=first, numeric=join_names(names))


def _numeric(located: Located) -> list[Heading]:
    """The headings of columns of numbers that are not read as ids, dates or words."""
    words = _words(located.understanding)
    return [
        heading
        for heading in located.understanding.headings
        if located.kinds[heading.position] is ColumnKind.NUMBER and heading.position not in words
    ]


def possible_amounts(headings: Sequence[Heading]) -> list[Heading]:
    """Columns of numbers without those whose heading names an id, an age, a count or a share; all if that leaves none."""
    return [heading for heading in headings if not is_no_amount(heading.text)] or list(headings)


def likely_amounts(understanding: Understanding, headings: Sequence[Heading]) -> list[Heading]:
    """Of columns of numbers those whose heading sounds like amounts, the likeliest first.

    A column read as a field is none, and no id, age, count or share is: nothing is better than a wrong column.
    """
    read = {heading.position for heading in understanding.taken.values()}
    sounds = {
        heading: sounds_like(heading.text, has_unit=heading.unit is not None)
        for heading in headings
        if heading.position not in read and not heading.is_unnamed
    }
    found = [heading for heading, sound in sounds.items() if sound is not Sounds.OTHER]
    return sorted(found, key=lambda heading: -sounds[heading])


def as_typed(understanding: Understanding, heading: Heading) -> str:
    """What to type for a heading: its text in one line, numbered if several columns have it (`AUM#2`)."""
    text = " ".join(heading.text.split())
    equal = occurrences(understanding.headings, text)
    if heading not in equal:
        text, equal = heading.text, occurrences(understanding.headings, heading.text)
    return text if len(equal) < 2 else f"{text}#{equal.index(heading) + 1}"


def measure_remedy(understanding: Understanding, headings: Sequence[Heading], names: Sequence[str]) -> Label:
    """How to make the likeliest of some headings the measure; nothing if none is likely.

    `names`: fields that could be the measure; one that several identical headings could mean comes first.
    """
    for name in names:
        if name in understanding.twice:
            first = as_typed(understanding, understanding.twice[name][0])
            return _TWICE.filled(field=name, heading=first)
    likely = likely_amounts(understanding, headings)
    if not likely:
        return NO_WORDS
    offer = _MEASURE if may_mean(likely[0].text, MEASURE) else _MEASURE_ALONE
    return offer.filled(field=MEASURE, heading=as_typed(understanding, likely[0]))


def join_names(names: Sequence[str]) -> Label:
    """Some names in a list; of very many only the first, and their number."""
    return listed_first(names or ["-"], MOST_HEADINGS)
