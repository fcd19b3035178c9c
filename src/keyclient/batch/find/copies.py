"""Copies of books: files that are equal to the byte count once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from keyclient.batch.find.candidates import Candidate, FoundFiles, PassedOver
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.staging import sha256_of


def without_copies(found: FoundFiles) -> FoundFiles:
    """What was found, with each content once; the copies are passed over.

    Of equal files the one with the shortest name is the book (`客户.xlsx` rather than `客户 - 副本.xlsx`), then the first
    by name. Only files of the same size are read. A file that cannot be read is no copy.
    """
    by_size: dict[int, list[Candidate]] = defaultdict(list)
    for book in sorted(found.candidates, key=lambda book: (len(book.key), book.key)):
        by_size[book.stamp.size].append(book)
    copies: dict[str, str] = {}
    for size, group in by_size.items():
        if size and len(group) > 1:
            copies |= _copies(group)
    passed = [PassedOver(key, SkipReason.COPY, copies[key]) for key in sorted(copies)]
    books = [book for book in found.candidates if book.key not in copies]
    return replace(found, candidates=books, passed=[*found.passed, *passed])


def _copies(group: Sequence[Candidate]) -> dict[str, str]:
    """The copies among files of one size, and the book that each is a copy of."""
    first: dict[str, str] = {}
    found = {}
    for book in group:
        try:
            content = sha256_of(book.path)
        except OSError:
            continue
        if content in first:
            found[book.key] = first[content]
        else:
            first[content] = book.key
    return found
