"""All books of a bank over some months, one after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from keyclient.demo.book import DemoBook
from keyclient.demo.series.bank import Bank, make_bank
from keyclient.demo.series.book_rows import MONTH_FIELDS, book_row
from keyclient.demo.series.contacts import Contacts
from keyclient.demo.series.growth import Growth
from keyclient.demo.series.member import Member
from keyclient.demo.series.members import make_members, new_numbers
from keyclient.demo.series.month import Months, is_listed
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.terms import Terms
from keyclient.demo.series.truth import TrueBook, Truth, yuan
from keyclient.demo.series.whole_cast import cast_whole
from keyclient.demo.series.witness import Witness
from keyclient.model.label import Label, Lang

_WHOLE = Label("Bank", "全行")


@dataclass(frozen=True)
class SeriesBook:
    """The book of one month, and its path below the folder."""

    path: str
    book: DemoBook


def series_books(
    size: SeriesSize, truth: Truth, lang: Lang = Lang.ZH, *, together: bool = False
) -> Iterator[SeriesBook]:
    """The books month by month, equal for equal arguments: one a branch, or `together` one for the whole bank.

    What is planted is the same either way; `truth` has it when all books have been made.
    """
    rng = Random(size.seed)  # noqa: S311 - a demo is repeatable, not secret
    bank = make_bank(rng, size, lang)
    members = make_members(rng, size, bank, lang)
    months = _started(rng, bank, members, truth, lang)
    parts: list[int | None] = [None] if together else list(range(size.branches))
    for month in range(1, size.months + 1):
        months.live(members, month)
        for branch in parts:
            listed = [
                member
                for member in members
                if branch in (None, member.branch) and is_listed(member, month, size)
            ]
            yield _book(months, listed, month, branch, lang)
        for member in members:
            _remember(member, listed=is_listed(member, month, size))


def _started(rng: Random, bank: Bank, members: list[Member], truth: Truth, lang: Lang) -> Months:
    """The bank in the month before the first."""
    size = truth.size
    growth, terms = Growth(rng, size), Terms(rng)
    overloaded = cast_whole(rng, members, bank, size, lang)
    growth.prepare(members)
    for member in members:
        if not member.joins:
            terms.open(member, size.ends[0])
            _remember(member, listed=True)
    terms.end_unseen(members, size)
    contacts = Contacts(Random(f"{size.seed}:contacts"), size)  # noqa: S311 - a demo is repeatable, not secret
    witness = Witness(size, bank, truth, overloaded)
    return Months(rng, size, bank, growth, terms, contacts, witness, new_numbers(size))


def _remember(member: Member, *, listed: bool) -> None:
    money = member.money
    there = listed and money is not None
    deposits = 0 if money is None else money.deposits + money.dressing
    member.before = (member.number, member.point, deposits) if there else None


def _book(months: Months, listed: Sequence[Member], month: int, branch: int | None, lang: Lang) -> SeriesBook:
    size, bank = months.size, months.bank
    end = size.ends[month]
    own = Random(f"{size.seed}:{month}")  # noqa: S311 - the same averages for one book and for several
    rows = tuple(book_row(own, member, month, bank) for member in listed)
    name = _WHOLE.text(lang) if branch is None else bank.branches[branch].name
    path = f"{name}/{name}_{end:%Y%m}.xlsx"
    truth = months.witness.truth
    whole = sum(member.point for member in listed)
    truth.books.append(TrueBook(path, None if branch is None else name, end, len(rows), yuan(whole)))
    return SeriesBook(path, DemoBook(rows, end, lang, MONTH_FIELDS))
