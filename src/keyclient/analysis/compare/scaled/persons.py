"""Whether two numbers of two portfolios are one person, or one number is two: looked at one by one, if they are not too many."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.other_person import other_persons
from keyclient.analysis.common.renumbered import WHO, perhaps_one
from keyclient.analysis.compare.perhaps import with_several
from keyclient.analysis.compare.rows import PerhapsSame
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.analysis.compare.scaled.joined import SIDES
from keyclient.analysis.compare.scaled.listed import rows_of
from keyclient.analysis.compare.scaled.panel import ScaledPanel, kept
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.compare_scale import NotOneByOne

Frame = nw.LazyFrame[Any]
_OTHERS = Label("Numbers that are another person's now", "客户号易主")
_OTHERS_INSTEAD = Label("Each number is taken for one person in both portfolios.", "各客户号均按同一人处理。")
_RENUMBERED = Label("Customers who may have a new number", "疑似更换客户号")
_RENUMBERED_INSTEAD = Label(
    "Only those are listed whose id number, or name and birth date, is written alike in both.",
    "仅列出证件号码、或姓名和出生日期写法完全相同的客户。",
)
_NOT_LISTED = Label("None of them is listed.", "均未列出。")


@dataclass(frozen=True)
class Others:
    """Numbers that are another person's in the newer portfolio."""

    ids: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def scaled_others(old: ScaledBook, new: ScaledBook, most: int) -> Others:
    """As `other_persons`; those of whom something differs as it is written are looked at one by one, `most` at most."""
    shared = [name for name in ("id_number", "name", "birth_date") if old.has(name) and new.has(name)]
    if "id_number" not in shared and not {"name", "birth_date"} <= set(shared):
        return Others()
    if not (old.has("customer_id") and new.has("customer_id")):
        return Others()
    pairs = _doubtful(old, new, shared)
    found = _in_memory(pairs.head(most + 1))
    if not len(found):
        return Others()
    if len(found) > most:
        told = NotOneByOne(what=_OTHERS, count=_count(pairs), most=most, instead=_OTHERS_INSTEAD)
        return Others((), (told,))
    shared_ids = frozenset().union(*(_shared(book, found["customer_id"]) for book in (old, new)))
    alone = found[~found["customer_id"].isin(shared_ids)].reset_index(drop=True)
    before, now = (_side(alone, side) for side in SIDES)
    return Others(tuple(sorted(map(str, other_persons(before, now)))))


def _doubtful(old: ScaledBook, new: ScaledBook, shared: list[str]) -> Frame:
    """The customers of both whose id numbers, or names and birth dates, are written differently."""
    sides = [_persons(book, side) for book, side in ((old, "old"), (new, "new"))]
    pairs = sides[0].join(sides[1], on="customer_id", how="inner")
    differ = {name: _differ(f"old_{name}", f"new_{name}") for name in shared}
    number = differ.get("id_number")
    named = differ["name"] & differ["birth_date"] if {"name", "birth_date"} <= differ.keys() else None
    fits = number if named is None else named if number is None else number | named
    return pairs if fits is None else pairs.filter(fits)


def _differ(one: str, other: str) -> nw.Expr:
    """Where both say something else: pandas takes a text for different from none."""
    known = ~nw.col(one).is_null() & ~nw.col(other).is_null()
    return known & (nw.col(one) != nw.col(other)).fill_null(value=False)


def _shared(book: ScaledBook, ids: "pd.Series") -> frozenset[str]:
    """Those of some ids that several customers of a book share."""
    among = book.frame.filter(nw.col("customer_id").is_in(sorted(set(ids))))
    counted = among.group_by("customer_id").agg(nw.len().alias("n")).filter(nw.col("n") > 1)
    return frozenset(str(row["customer_id"]) for row in rows_of(counted))


def _persons(book: ScaledBook, side: str) -> Frame:
    """Who the customers with an id are."""
    who = [nw.col(name).alias(f"{side}_{name}") for name in WHO if book.has(name)]
    return book.frame.filter(~nw.col("customer_id").is_null()).select("customer_id", *who)


def _side(pairs: pd.DataFrame, side: str) -> pd.DataFrame:
    own = [name for name in pairs if str(name).startswith(f"{side}_")]
    return pairs[["customer_id", *own]].rename(columns=lambda name: str(name).removeprefix(f"{side}_"))


def scaled_perhaps(
    panel: ScaledPanel, gone: int, new: int, most: int
) -> tuple[LazyRows[PerhapsSame], tuple[Issue, ...]]:
    """As `perhaps_same`. `gone`, `new`: how many customers; with more than `most` only those who are written alike count."""
    if not gone or not new or not _has_evidence(panel):
        return LazyRows(PerhapsSame, ListSource()), ()
    sides = [_apart(panel, number) for number in (0, 1)]
    issues: tuple[Issue, ...] = ()
    if max(gone, new) > most:
        apart = [kept(panel.new, side) for side in sides]
        sides = [_alike(apart[number], apart[1 - number], panel) for number in (0, 1)]
        alike = max(map(_count, sides))
        instead = _RENUMBERED_INSTEAD if alike <= most else _NOT_LISTED
        issues = (NotOneByOne(what=_RENUMBERED, count=max(gone, new), most=most, instead=instead),)
        if alike > most:
            return LazyRows(PerhapsSame, ListSource()), issues
    before, now = (_in_memory(side).sort_values("customer_id", ignore_index=True) for side in sides)
    return LazyRows(PerhapsSame, ListSource(_pairs(panel, before, now))), issues


def _has_evidence(panel: ScaledPanel) -> bool:
    return any(
        all(book.has(*need) for book in panel.books) for need in (("id_number",), ("name", "birth_date"))
    )


def _apart(panel: ScaledPanel, number: int) -> Frame:
    """The customers of one book alone, with who they are, `row` and `value`."""
    book, side, other = panel.books[number], SIDES[number], SIDES[1 - number]
    alone = panel.frame.filter(nw.col(f"{other}_listed") == 0).select(
        "customer_id", nw.col(f"{side}_row").alias("row"), nw.col(f"{side}_value").alias("value")
    )
    who = [name for name in WHO if book.has(name)]
    return alone.join(book.frame.select("customer_id", *who), on="customer_id", how="inner")


def _alike(own: Frame, other: Frame, panel: ScaledPanel) -> Frame:
    """Those of one side whose id number, or name and birth date, is written as that of somebody on the other."""
    found = []
    for keys in (["id_number"], ["name", "birth_date"]):
        if all(book.has(*keys) for book in panel.books):
            filled = [_filled(side, keys) for side in (own, other)]
            found.append(filled[0].join(filled[1].select(*keys), on=keys, how="semi"))
    names = found[0].collect_schema().names()
    whole = nw.concat([one.select(*names) for one in found], how="vertical")
    return whole.unique(subset=["customer_id"], keep="any")


def _filled(side: Frame, keys: list[str]) -> Frame:
    kept = side
    for name in keys:
        kept = kept.filter(~nw.col(name).is_null())
    return kept


def _pairs(panel: ScaledPanel, before: pd.DataFrame, now: pd.DataFrame) -> list[PerhapsSame]:
    amount = panel.new.measure.amount
    pairs = with_several(perhaps_one(before, now))
    values = [side["value"] for side in (before, now)]
    return [
        PerhapsSame(
            old_id=str(before["customer_id"][old]),
            new_id=str(now["customer_id"][new]),
            row=int(now["row"][new]),
            evidence=evidence,
            before=None if pd.isna(values[0][old]) else amount(int(values[0][old])),
            after=None if pd.isna(values[1][new]) else amount(int(values[1][new])),
            several=bool(several),
        )
        for old, new, evidence, several in pairs.itertuples(index=False)
    ]


def _count(frame: Frame) -> int:
    return int(frame.select(nw.len().alias("n")).collect().item())


def _in_memory(frame: Frame) -> pd.DataFrame:
    """A small frame: texts as they are, dates as days."""
    found: pd.DataFrame = frame.collect().to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
    for name in map(str, found):
        if name.endswith("birth_date"):
            found[name] = pd.to_datetime(found[name]).astype("datetime64[s]")
        elif name not in ("row", "value"):
            found[name] = found[name].astype("str")
    return found
