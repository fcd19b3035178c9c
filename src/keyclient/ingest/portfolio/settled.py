"""Which column of each file is which field: files of one portfolio may name a field by different headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.ingest.layout.headings import Understanding, make_heading
from keyclient.ingest.layout.matching import understand
from keyclient.ingest.portfolio.schema import Kind, PortfolioColumn, Schema, united
from keyclient.model.fields import DATA_DATE, fields

OWN = ("book", "row", "data_date", "measure", "value", "number", "tier", "has_lost_digits", "claims")
"""Columns of the portfolio of a batch run that are no fields."""


@dataclass(frozen=True)
class Rival:
    """A column that could be a field as well, in files in which another column is taken for it."""

    field: str
    taken: str
    other: str
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Settled:
    """The headings of a portfolio, file by file."""

    schema: Schema
    """A column that stands for a field in some files under another name is one column, named by the first alias."""
    understanding: Understanding
    usable: tuple[str, ...]
    """The columns that can be fields, in the places of their headings."""
    rivals: tuple[Rival, ...]


def settled(schema: Schema, mapping: Mapping[str, str]) -> Settled:
    """Match the columns of every file with fields; of several for one field in a file the first alias wins, then the first.

    `mapping` names the column of a field, and counts in the files that have it.
    """
    wanted = {field: text for field, text in mapping.items() if field != DATA_DATE}
    by_file = _by_file(schema, wanted)
    usable = _usable(schema.columns)
    every = _taken(usable, wanted)[0]
    own = {path: _own_names(taken, every) for path, (taken, _) in by_file.items()}
    made = with_names(schema, own)
    names = _usable(made.columns)
    sure = {field: name for field, name in every.items() if name in names}
    headings = [make_heading(name, place) for place, name in enumerate(names)]
    rivals = tuple(_rivals(schema, by_file))
    return Settled(made, understand(headings, {**sure, **wanted}), names, rivals)


_Taken = tuple[dict[str, str], tuple[tuple[str, str, str], ...]]
"""The column of each field, and the field, column and other column where there are several."""


def _by_file(schema: Schema, wanted: Mapping[str, str]) -> dict[Path, _Taken]:
    known: dict[tuple[str, ...], _Taken] = {}
    found = {}
    for footer in schema.footers:
        keys = {name: schema.columns[name] for name in footer.file.keys}
        names = _usable({**footer.columns, **keys})
        if names not in known:
            known[names] = _taken(names, wanted)
        found[footer.file.path] = known[names]
    return found


def _usable(columns: Mapping[str, PortfolioColumn]) -> tuple[str, ...]:
    return tuple(
        name for name, column in columns.items() if column.kind is not Kind.OTHER and name not in OWN
    )


def _taken(names: Sequence[str], wanted: Mapping[str, str]) -> _Taken:
    """Which column is which field among those of one file."""
    understood = understand([make_heading(name, place) for place, name in enumerate(names)], wanted)
    taken = {field: names[heading.position] for field, heading in understood.taken.items()}
    rivals = [(one.field, names[one.taken.position], names[one.other.position]) for one in understood.rivals]
    for field, several in understood.twice.items():
        first, *others = (names[heading.position] for heading in several)
        taken[field] = first
        rivals += [(field, first, other) for other in others]
    return taken, tuple(rivals)


def _own_names(taken: Mapping[str, str], every: Mapping[str, str]) -> dict[str, str]:
    """What a file calls the fields that others name otherwise, by the name that counts."""
    return {every[field]: name for field, name in taken.items() if field in every and every[field] != name}


def with_names(schema: Schema, own: Mapping[Path, Mapping[str, str]]) -> Schema:
    """The schema in which files have columns of it under names of their own, by file and by the name that counts."""
    if not any(own.values()):
        return schema
    footers = tuple(replace(one, own={**one.own, **own.get(one.file.path, {})}) for one in schema.footers)
    named = replace(schema, footers=footers)
    return replace(named, columns=dict(_columns(named)))


def _columns(schema: Schema) -> Iterator[tuple[str, PortfolioColumn]]:
    """The columns in their order, without those that stand for another wherever they are."""
    renamed = {name for footer in schema.footers for name in footer.own}
    for name, column in schema.columns.items():
        holders = [footer for footer in schema.footers if name in footer.columns]
        if holders and all(name in footer.own.values() for footer in holders):
            continue
        parts = [own for footer in schema.filled if (own := footer.column(name)) is not None]
        yield name, united(column, parts) if name in renamed else column


def _rivals(schema: Schema, by_file: Mapping[Path, _Taken]) -> Iterator[Rival]:
    files: dict[tuple[str, str, str], list[Path]] = {}
    for footer in schema.footers:
        for rival in by_file[footer.file.path][1]:
            if rival[0] in fields() and footer.rows:
                files.setdefault(rival, []).append(footer.file.path)
    for (field, taken, other), paths in files.items():
        yield Rival(field, taken, other, tuple(paths))
