"""Copies of books: files that are equal to the byte count once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from keyclient.batch.find.candidates import Candidate, FoundFiles, PassedOver
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.staging import sha256_of

NOTHING: Mapping[str, str] = MappingProxyType({})


def without_copies(found: FoundFiles, out_of_reach: Mapping[str, str] = NOTHING) -> FoundFiles:
    """What was found, with each content once; the copies are passed over.

    Of equal files the one with the shortest name is the book (`客户.xlsx` rather than `客户 - 副本.xlsx`), then the first
    by name. Only files of the same size are read. A file that cannot be read is no copy. `out_of_reach`: books whose folder
    cannot be listed and whose last known figures count, by content; a copy of one does not count beside them.
    """
    by_size: dict[int, list[Candidate]] = defaultdict(list)
    for book in sorted(found.candidates, key=lambda book: (len(book.key), book.key)):
        by_size[book.stamp.size].append(book)
    copies: dict[str, str] = {}
    for size, group in by_size.items():
        if size and len(group) > 1:
            copies |= _copies(group)
    for book in found.candidates if out_of_reach else ():
        if book.key not in copies and (content := _content(book)) in out_of_reach:
            copies[book.key] = out_of_reach[content]
    passed = [PassedOver(key, SkipReason.COPY, copies[key]) for key in sorted(copies)]
    books = [book for book in found.candidates if book.key not in copies]
    return replace(found, candidates=books, passed=[*found.passed, *passed])


def _copies(group: Sequence[Candidate]) -> dict[str, str]:
    """The copies among files of one size, and the book that each is a copy of."""
    first: dict[str, str] = {}
    found = {}
    for book in group:
        content = _content(book)
        if content in first:
            found[book.key] = first[content]
        elif content:
            first[content] = book.key
    return found


def _content(book: Candidate) -> str:
    """The checksum of a file; blank where it cannot be read."""
    try:
        return sha256_of(book.path)
    except OSError:
        return ""
