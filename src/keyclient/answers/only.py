"""`--only` in a run of several analyses: what one of them makes of the customers picks those in the lists of all."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from operator import and_

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.common.face import Analysis, ListedBy
from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.only import Only
from keyclient.analysis.common.outcome import NotPossible
from keyclient.analysis.common.query import Query
from keyclient.answers.book import SharedBook
from keyclient.answers.run import analyse_book
from keyclient.errors import UsageError
from keyclient.model.label import Label, Lang


class NothingMadeError(UsageError):
    """An analysis that customers are to be picked by cannot be made of the book."""

    sentence = Label(
        "--only {name}=…: the book has no data for keyclient {command}: {reason}",
        "--only {name}=…：表内数据不足以完成 keyclient {command}：{reason}",
    )


def only_of_book(book: SharedBook, only: Only | None, lang: Lang) -> Only | None:
    """The same with the customers whom it means by what analyses make of them. Raises `NothingMadeError`."""
    if only is None or not only.made:
        return only
    rows = reduce(and_, _rows(book, only, lang))
    return replace(only, made={}, among=rows)


def _rows(book: SharedBook, only: Only, lang: Lang) -> Iterator[frozenset[int]]:
    for analysis in ANALYSES:
        for one in analysis.listed_by:
            attribute = one.attribute or one.name
            if attribute in only.made:
                everybody = _everybody(book, analysis, one, lang)
                yield _of_the_book(everybody.where({attribute: only.made[attribute]}), one)


def _of_the_book(listed: LazyRows[object], one: ListedBy) -> frozenset[int]:
    """The rows in the book of those who are listed."""
    (found,) = listed.source.values(one.records or "row")
    return frozenset(found if one.records is None else (each.row for several in found for each in several))


def _everybody(book: SharedBook, analysis: Analysis, one: ListedBy, lang: Lang) -> LazyRows[object]:
    """All customers as the analysis lists them."""
    answered = analyse_book(book, analysis.name, Query(lang, top=None))
    if isinstance(answered, NotPossible):
        raise NothingMadeError(name=one.name, command=analysis.name, reason=answered.reason)
    rows: LazyRows[object] = getattr(answered.outcome.result, one.everybody)
    return rows
