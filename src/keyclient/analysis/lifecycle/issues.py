"""The issues that `lifecycle` raises about a book."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from keyclient.analysis.common.life_cycle.need_map import NeedMap, need_label
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.model.age import OLDEST
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.rules.lifecycle import AgesAsOfFileDate, NeedsWithoutColumn
from keyclient.model.rules.portfolio_ages import AgesImpossible
from keyclient.model.rules.readings import BirthDatesFromNumbers


def lifecycle_issues(result: LifecycleResult, needs: NeedMap, day_of_file: dt.date | None) -> Iterator[Issue]:
    """Ages as of the day of the file, if that is what they are as of, and needs that no column speaks of."""
    if day_of_file is not None:
        yield AgesAsOfFileDate(as_of=day_of_file)
    if result.silent_needs:
        silent = listed([need_label(needs, name) for name in result.silent_needs])
        yield NeedsWithoutColumn(needs=silent)


def day_of_file(as_of: dt.date, columns: Collection[str], *, from_file: bool) -> dt.date | None:
    """The data date, if ages are counted to it from birth dates and it is only the day on which the file was changed."""
    return as_of if from_file and "birth_date" in columns else None


def ages_issues(origins: Mapping[str, int], impossible: int, as_of: dt.date) -> Iterator[Issue]:
    """Where the ages of a portfolio of any size come from, if some are from id numbers, and how many nobody can have.

    `origins`: as in `AtScale`.
    """
    if origins["numbers"]:
        yield BirthDatesFromNumbers(
            heading=fields()["id_number"].column.label,
            own=origins["own"],
            numbers=origins["numbers"],
            ages=origins["ages"],
            unknown=origins["unknown"],
        )
    if impossible:
        yield AgesImpossible(count=impossible, as_of=as_of, oldest=OLDEST)
