"""What nobody knows of the reasons to get in touch."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags
from keyclient.analysis.common.evidence.columns import texts
from keyclient.analysis.common.occasions.book import OccasionBook
from keyclient.analysis.common.occasions.occasion import OCCASIONS, Occasion
from keyclient.analysis.common.untimed import untimed, untimed_issues
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.rules.occasions import MaturingUnknown, OccasionsPartlyUnknown, OccasionsUnknown

_EARLIER = Label("an earlier book (--previous)", "往期客户表（--previous）")
_TOLD_BY: Mapping[Occasion, tuple[str, ...]] = {
    Occasion.MATURES: ("maturity_date", "maturity_amount"),
    Occasion.LEFT: (),
    Occasion.GRACE_ENDS: (),
    Occasion.OVERDUE: ("last_contact",),
    Occasion.BIRTHDAY: ("birth_date",),
    Occasion.NEW: ("open_date",),
    Occasion.DORMANT: ("last_transaction",),
    Occasion.COMPLAINT: ("complaints",),
    Occasion.NEED: ("birth_date", "holdings"),
    Occasion.WALLET: ("potential",),
    Occasion.ASK: ("potential",),
}
"""The fields that tell of a reason; none: it takes an earlier book."""
_LABELS = {one.occasion: one.label for one in OCCASIONS}


def occasion_issues(book: OccasionBook, among: Collection[Occasion]) -> Iterator[Issue]:
    """Of some reasons: those of which nothing is known, those that are not known of some key customers, and missing amounts."""
    asked = {one: found.known for one, found in book.found.items() if one in among and one in _TOLD_BY}
    people = _people(book)
    blind = [one for one, known in asked.items() if people.any() and not known[people].any()]
    if blind:
        yield OccasionsUnknown(reasons=listed(_LABELS[one] for one in blind), fields=_telling(blind))
    yield from _partly(book, {one: known for one, known in asked.items() if one not in blind})
    if Occasion.NEAR in among and book.found[Occasion.NEAR].holds.any():
        look = book.look
        yield from untimed_issues(
            untimed(look.book.portfolio, (step.measure for step in look.book.tiers.steps if step.rung))
        )
    if Occasion.MATURES in asked:
        matures = book.found[Occasion.MATURES]
        count = int((matures.holds & np.isnan(matures.amount)).sum())
        if count:
            yield MaturingUnknown(field="maturity_amount", count=count, days=book.look.within.maturing)


def _people(book: OccasionBook) -> Flags:
    """Everybody but companies, of whom some things are known without any column; everybody where there are only companies."""
    kinds = texts(book.look.book.portfolio, "kind")
    people = (kinds != "corporate").fillna(value=True).to_numpy(bool)
    return people if people.any() else np.ones_like(people)


def _partly(book: OccasionBook, asked: Mapping[Occasion, Flags]) -> Iterator[Issue]:
    unknown = {one: book.key & ~known for one, known in asked.items()}
    lacking = [one for one, flags in unknown.items() if flags.any()]
    if lacking:
        yield OccasionsPartlyUnknown(
            count=int(np.logical_or.reduce([unknown[one] for one in lacking]).sum()),
            of=int(book.key.sum()),
            reasons=listed(_LABELS[one] for one in lacking),
            fields=_telling(lacking),
        )


def _telling(occasions: Collection[Occasion]) -> Label:
    names = dict.fromkeys(name for one in occasions for name in _TOLD_BY[one])
    labels = [fields()[name].column.label for name in names]
    takes_earlier = any(not _TOLD_BY[one] for one in occasions)
    return listed([*labels, *([_EARLIER] if takes_earlier else [])])
