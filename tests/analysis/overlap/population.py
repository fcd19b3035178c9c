"""Twelve branches' books of a town in which some people bank twice, as tellers type them, with the truth.

What is typed: numbers that are missing, mistyped or of 15 digits; telephones that have changed; names that are spelled
otherwise; ids that are the bank's, a second one, or the branch's own; placeholders.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.common.members import Members
from keyclient.demo.chance import happens
from keyclient.model.receipt import Rows, Source
from tests.analysis.overlap.inhabitants import Inhabitant, inhabitants, mobile

BRANCHES = 12
WITHOUT_NUMBERS, WITHOUT_BIRTHS, OWN_IDS = {3}, {5}, {10, 11}
"""Branches whose book has no column of id numbers, or of birth dates; those that number their customers themselves."""
NO_NUMBER, MISTYPED, OLD_NUMBER = 0.25, 0.004, 0.08
SECOND_ID, LOST_DIGITS = 0.4, 0.002
"""Whoever banks twice has often been given a second id; some ids have lost their last digits."""
NEW_PHONE, NO_PHONE, NO_BIRTH, WRONG_BIRTH = 0.15, 0.08, 0.1, 0.01
SPACED, MISSPELLED = 0.05, 0.02
PLACEHOLDERS = 3
"""Id numbers of tellers, typed for whoever had none at hand."""
_OTHERWISE = str.maketrans("伟芳静丽强军勇杰娟明平英华文志建", "玮方婧莉墙君永洁捐铭萍瑛桦闻智健")
_YEAR_OF_NUMBERS = 1985
_AS_OF = dt.date(2026, 1, 31)


@dataclass(frozen=True)
class Population:
    """The books, and who each record is of, in the order of the books."""

    books: tuple[Members, ...]
    truth: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Record:
    person: int
    branch: int
    customer_id: str
    name: str
    id_number: str | None
    phone: str | None
    address: str | None
    birth_date: dt.date | None
    kind: str
    has_lost_digits: bool


def population(seed: int, people: int = 50_000, twice: int = 1_500, *, numbers: bool = True) -> Population:
    """The books of a town. `twice`: how many bank at two branches; `numbers`: False where no book has id numbers."""
    rng = Random(seed)
    town = inhabitants(rng, people)
    at = [(place, rng.randrange(BRANCHES)) for place in range(people)]
    at += [
        (place, (at[place][1] + rng.randrange(1, BRANCHES)) % BRANCHES)
        for place in rng.sample(range(people), twice)
    ]
    tellers = [one.number for one in rng.sample(town, PLACEHOLDERS) if not one.is_company]
    records = [
        _typed(rng, town[place], place, branch, second=turn >= people, tellers=tellers)
        for turn, (place, branch) in enumerate(at)
    ]
    if not numbers:
        records = [replace(record, id_number=None) for record in records]
    books = [[record for record in records if record.branch == branch] for branch in range(BRANCHES)]
    truth = np.array([record.person for book in books for record in book], dtype=np.int64)
    return Population(tuple(_book(branch, book) for branch, book in enumerate(books)), truth)


def _typed(
    rng: Random, one: Inhabitant, place: int, branch: int, *, second: bool, tellers: Sequence[str]
) -> _Record:
    """What a branch writes of her."""
    lost = happens(rng, LOST_DIGITS)
    known = place + 5_000_000 if second and happens(rng, SECOND_ID) else place
    identity = f"{6_200_000_000 + 13 * known:010d}"
    return _Record(
        person=place,
        branch=branch,
        customer_id=identity[:7] + "000" if lost else identity,
        name=_spelled(rng, one),
        id_number=_number(rng, one, tellers),
        phone=_phone(rng, one, second=second),
        address=one.address if happens(rng, 0.5) else None,
        birth_date=_birth(rng, one),
        kind="corporate" if one.is_company else "retail",
        has_lost_digits=lost,
    )


def _spelled(rng: Random, one: Inhabitant) -> str:
    name = one.name
    if one.is_company and happens(rng, 0.3):
        name = name.replace("杭州市", "").replace("有限公司", rng.choice(("有限责任公司", "公司")))
    if happens(rng, MISSPELLED):
        name = name.translate(_OTHERWISE)
    if happens(rng, SPACED):
        name = rng.choice((f" {name}", f"{name[0]} {name[1:]}", f"{name[0]}\u3000{name[1:]}", f"{name} "))
    return name


def _number(rng: Random, one: Inhabitant, tellers: Sequence[str]) -> str | None:
    if happens(rng, NO_NUMBER):
        return rng.choice(tellers) if happens(rng, 0.002) and not one.is_company else None
    if happens(rng, MISTYPED):
        return one.number[:9] + str((int(one.number[9], 36) + 1) % 10) + one.number[10:]
    if one.born is not None and one.born.year < _YEAR_OF_NUMBERS and happens(rng, OLD_NUMBER):
        return one.number[:6] + one.number[8:17]
    return one.number.lower() if happens(rng, 0.02) else one.number


def _phone(rng: Random, one: Inhabitant, *, second: bool) -> str | None:
    if happens(rng, NO_PHONE):
        return None
    phone = mobile(rng) if second and happens(rng, NEW_PHONE) else one.phone
    if happens(rng, 0.05) and phone.isdigit():
        return rng.choice((f"+86 {phone}", f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", f"86{phone}"))
    return phone


def _birth(rng: Random, one: Inhabitant) -> dt.date | None:
    if one.born is None or happens(rng, NO_BIRTH):
        return None
    return (
        one.born + dt.timedelta(days=rng.choice((-365, -30, 10, 1)))
        if happens(rng, WRONG_BIRTH)
        else one.born
    )


def _book(branch: int, records: Sequence[_Record]) -> Members:
    frame = pd.DataFrame({"row": np.arange(2, len(records) + 2)})
    for name in ("customer_id", "name", "id_number", "phone", "address", "kind"):
        frame[name] = pd.array([getattr(record, name) for record in records], dtype="str")
    if branch in OWN_IDS:
        frame["customer_id"] = pd.array(
            [f"{number:06d}" for number in range(1, len(records) + 1)], dtype="str"
        )
    births = pd.Series([record.birth_date for record in records], dtype="object")
    frame["birth_date"] = pd.to_datetime(births).astype("datetime64[s]")
    frame["has_lost_digits"] = [record.has_lost_digits and branch not in OWN_IDS for record in records]
    absent = ["id_number"] * (branch in WITHOUT_NUMBERS) + ["birth_date"] * (branch in WITHOUT_BIRTHS)
    claims = pd.DataFrame(
        {"row": frame["row"], "branch": pd.array([f"网点{branch}"] * len(frame), dtype="str")}
    )
    return Members(frame.drop(columns=absent), claims, _source(branch, len(frame)), _AS_OF, None)


def _source(branch: int, count: int) -> Source:
    rows = Rows(read=count, customers=count, merged=0, set_aside=0, totals=0, blank=0, other=0)
    return Source(path=f"{branch:02d}.xlsx", sheet=None, header_row=1, sha256="", rows=rows, money=())
