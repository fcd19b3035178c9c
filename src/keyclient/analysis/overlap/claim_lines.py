"""The lists of `overlap` as lines: one a person, or one a claim."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from keyclient.analysis.common.group_names import group_key
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.overlap.result import ChasedTwice, Claimant, Household, SamePerson


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One joined person; `book` and `row` are those of the record that names her."""

    customer_id: str | None
    book: int
    row: int
    person: SamePerson


@dataclass(frozen=True, slots=True)
class ChasedLine:
    """One prospect of several managers; `book` and `row` are those of the deal that names her."""

    customer_id: str | None
    book: int
    row: int
    chased: ChasedTwice


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of a joined person."""

    number: int
    """Of the person in the list, from 1: the claims of one person have one number."""
    claim: Claimant
    person: SamePerson
    is_owner: bool | None
    """Whether she is this manager's or branch's; None where nobody's yet, or nobody is named."""

    @property
    def customer_id(self) -> str | None:
        """Of the record."""
        return self.claim.customer_id

    @property
    def book(self) -> int:
        """Of the record."""
        return self.claim.book

    @property
    def row(self) -> int:
        """Of the record."""
        return self.claim.row


Lines = LazyRows[ClaimLine]
"""The cells of which are made when somebody looks at them."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of a household."""

    number: int
    """Of the household in the list, from 1."""
    member: Claimant
    household: Household

    @property
    def customer_id(self) -> str | None:
        """Of the record."""
        return self.member.customer_id

    @property
    def book(self) -> int:
        """Of the record."""
        return self.member.book

    @property
    def row(self) -> int:
        """Of the record."""
        return self.member.row


def person_lines(persons: Iterable[SamePerson]) -> LazyRows[PersonLine]:
    """One line a person, named by her largest record that has a number."""
    return LazyRows(PersonLine, ListSource([_person_line(person) for person in persons]))


def chased_lines(chased: Iterable[ChasedTwice]) -> list[ChasedLine]:
    """One line a prospect, named by her largest deal that has a number."""
    largest = ((max(one.deals, key=_size), one) for one in chased)
    return [ChasedLine(deal.customer_id, deal.book, deal.row, one) for deal, one in largest]


def claim_lines(persons: Iterable[SamePerson]) -> Lines:
    """One line a claim, in the order of the persons."""
    return LazyRows(ClaimLine, ListSource(list(_claim_lines(persons))))


def _claim_lines(persons: Iterable[SamePerson]) -> Iterator[ClaimLine]:
    for number, person in enumerate(persons, 1):
        for claim in person.customers:
            yield ClaimLine(number, claim, person, _owns(claim, person))


def owners_claims(person: SamePerson) -> list[Claimant]:
    """The claims of whoever a person belongs to; none where that is undecided."""
    return [claim for claim in person.customers if _owns(claim, person)]


def others_claims(person: SamePerson) -> list[Claimant]:
    """The claims of everybody else who is named."""
    named = [claim for claim in person.customers if claim.branch or claim.manager]
    return [claim for claim in named if not _owns(claim, person)]


def member_lines(households: Iterable[Household]) -> Iterator[MemberLine]:
    """One line a member, in the order of the households."""
    for number, household in enumerate(households, 1):
        for member in household.members:
            yield MemberLine(number, member, household)


def _person_line(person: SamePerson) -> PersonLine:
    largest = max(person.customers, key=_size)
    return PersonLine(largest.customer_id, largest.book, largest.row, person)


def _size(claim: Claimant) -> tuple[bool, Decimal]:
    return claim.customer_id is not None, Decimal("-Infinity") if claim.value is None else claim.value


def _owns(claim: Claimant, person: SamePerson) -> bool | None:
    """Whether a claim is that of the owner; None where there is no owner, or the claim names nobody."""
    if person.owner is None or (claim.branch is None and claim.manager is None):
        return None
    is_there = claim.branch is None or person.owner_branch is None or _one(claim.branch, person.owner_branch)
    if claim.manager is None:
        return claim.branch is not None and person.owner_branch is not None and is_there
    return is_there and _one(claim.manager, person.owner)


def _one(name: str, other: str) -> bool:
    return group_key(name) == group_key(other)
