"""Customers who vanished and new ones who may be the same under a new number: listed, never joined."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.renumbered import ID_NUMBER, NAME_AND_BIRTH_DATE, WHO, perhaps_one
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.compare.panel import Flags, Panel
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.rows import PerhapsSame
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn
from keyclient.model.rules.series import PerhapsRenumbered

EVIDENCE = {
    ID_NUMBER: Label("one valid id number", "证件号码相同"),
    NAME_AND_BIRTH_DATE: Label("one name and birth date", "姓名和出生日期相同"),
}
_COUNTED = Label(" They are counted as lost and new.", "现分别计为流失和新增。")


def perhaps_same(panel: Panel) -> LazyRows[PerhapsSame]:
    """Those of the book before the newest who are gone beside those of the newest who were in no book; see `perhaps_one`."""
    before, now = len(panel.books) - 2, len(panel.books) - 1
    gone = panel.present[before] & ~panel.present[now]
    new = panel.present[now] & ~panel.present[:now].any(axis=0)
    found = perhaps_one(_persons(panel, before, gone), _persons(panel, now, new))
    return LazyRows(PerhapsSame, ListSource(list(_rows(panel, with_several(found)))))


def with_several(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with `several`: whether one of the two has several candidates."""
    return pairs.assign(several=pairs["old"].duplicated(keep=False) | pairs["new"].duplicated(keep=False))


def _persons(panel: Panel, book: int, chosen: Flags) -> pd.DataFrame:
    """Who some customers of a book are, by their place in the panel; NA where nothing is known."""
    places = np.flatnonzero(chosen)
    texts = {name: panel.texts(book, name).iloc[places].to_numpy() for name in WHO}
    return pd.DataFrame(texts, index=places)


def _rows(panel: Panel, pairs: pd.DataFrame) -> Iterator[PerhapsSame]:
    before, now = len(panel.books) - 2, len(panel.books) - 1
    rows, amount = panel.rows(now), panel.measure.amount
    for old, new, evidence, several in pairs.itertuples(index=False):
        yield PerhapsSame(
            old_id=str(panel.ids[old]),
            new_id=str(panel.ids[new]),
            row=int(rows[new]),
            evidence=evidence,
            before=amount(panel.values[before][old]) if panel.known[before][old] else None,
            after=amount(panel.values[now][new]) if panel.known[now][new] else None,
            several=bool(several),
        )


def perhaps_issues(result: CompareResult) -> Iterator[Issue]:
    """That some customers may have a new number."""
    if len(result.perhaps_same):
        yield PerhapsRenumbered(count=len({row.old_id for row in result.perhaps_same}), counted=_COUNTED)


def perhaps_table(result: CompareResult, look: CompareLook) -> Table | None:
    """The customers who may have a new number; None if there are none, or lists are not wanted."""
    rows = result.perhaps_same
    if not len(rows) or look.rows == 0:
        return None
    numbers = (
        TableColumn("old_id", Label("old number", "旧客户号"), Kind.TEXT, is_personal=True),
        TableColumn("new_id", Label("new number", "新客户号"), Kind.TEXT, is_personal=True),
    )
    fields = (
        *map(field, numbers),
        field(column("row", "row", "行号", Kind.ORDINAL)),
        field(column("before", "before", "期初", look.amount)),
        field(column("after", "after", "期末", look.amount)),
        field(column("evidence", "evidence", "依据", Kind.TEXT), each=lambda name: EVIDENCE[name]),
        field(column("several", "remark", "说明", Kind.TEXT), each=lambda one: _SEVERAL if one else None),
    )
    title = Label("Perhaps the same under a new number", "疑似更换客户号")
    return table_of("perhaps_same", title, fields, rows[: look.rows], total_rows=len(rows))


_SEVERAL = Label("one of several candidates", "有多个候选")
