"""The tables of `segment`. Column keys are the keys of its JSON."""

from collections.abc import Callable
from operator import attrgetter

from keyclient.analysis.common.columns import BLANK, column
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn

_BANDS = {
    "high": Label("high", "高收益"),
    "mid": Label("mid", "中收益"),
    "low": Label("low", "低收益"),
    "none": Label("none", "无收益"),
}
_METHODS = {"population": Label("population", "总体公式"), "raffinetti": Label("Raffinetti", "Raffinetti")}


def _field(
    key: str,
    en: str,
    zh: str,
    kind: Kind,
    *,
    of: str | None = None,
    each: Callable[..., Cell] | None = None,
    bar: bool = False,
) -> TableField:
    """A column that shows an attribute, the one called like its key unless it is `of` another."""
    return field(column(key, en, zh, kind, bar=bar), of or key, each=each)


_CLASS = _field("class", "class", "类别", Kind.TEXT, of="class_")
_CUSTOMERS = _field("customers", "customers", "客户数", Kind.COUNT)
_SHARE_OF_CUSTOMERS = _field("share_of_customers", "share of customers", "客户占比", Kind.SHARE)
_SHARE_OF_VALUE = _field("share_of_value", "share of value", "价值占比", Kind.SHARE)


def _value(kind: Kind) -> TableField:
    return _field("value", "value", "价值", kind)


def classes_table(result: SegmentResult, amount: Kind) -> Table:
    """Customers and value by class."""
    fields = (
        _CLASS,
        _CUSTOMERS,
        _SHARE_OF_CUSTOMERS,
        _value(amount),
        _field("share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True),
        _field("smallest", "smallest", "最低", amount),
        _field("largest", "largest", "最高", amount),
    )
    return table_of("classes", Label("Classes by value", "价值分类"), fields, result.classes)


def bands_table(result: SegmentResult, amount: Kind) -> Table:
    """The bands and the reference figures."""
    fields = (
        _field("band", "band", "档次", Kind.TEXT, each=_BANDS.__getitem__),
        _CUSTOMERS,
        _SHARE_OF_CUSTOMERS,
        _value(amount),
        _SHARE_OF_VALUE,
        _field("reference_customers", "reference: customers", "参考客户占比", Kind.SHARE),
        _field("reference_value", "reference: value", "参考价值占比", Kind.SHARE),
    )
    title = Label("Bands by rank beside the reference", "按排名分档与参考值对照")
    return table_of("bands", title, fields, result.bands)


def groups_table(result: SegmentResult, amount: Kind, by: Label) -> Table | None:
    """One row a group; None where nothing was grouped."""
    if result.groups is None:
        return None
    shares = [result.groups[place].share_of_total for place in (0, -1) if result.groups]
    whole = all(share is not None and 0 <= share <= 1 for share in shares)
    few, size = attrgetter("customers"), attrgetter("share_of_customers")
    fields = (
        field(TableColumn("group", by, Kind.TEXT), each=lambda name: name or BLANK),
        _CUSTOMERS,
        _field("total", "total", "合计", amount),
        _field("share_of_total", "share of total", "占比", Kind.SHARE, bar=whole),
        _field("vital_few", "vital few", "关键少数", Kind.COUNT, each=few),
        _field("vital_few_share", "vital few, share", "关键少数占比", Kind.SHARE, of="vital_few", each=size),
        *(_class_size(place, letter) for place, letter in enumerate("ABC")),
        _field("gini", "Gini", "基尼系数", Kind.INDEX),
    )
    title = Label(f"By {by.en}", f"按{by.zh}分组")
    return table_of("groups", title, fields, result.groups, elastic=True, total_rows=len(result.groups))


def _class_size(place: int, letter: str) -> TableField:
    """How many customers of a group are in a class; A, B and C come first in its classes."""
    column = TableColumn(f"class_{letter.lower()}", Label(f"class {letter}", f"{letter} 类"), Kind.COUNT)
    return field(column, "classes", each=lambda classes: classes[place].customers)


def top_table(
    result: SegmentResult, amount: Kind, contacts: Contacts = NOBODY, total: int | None = None
) -> Table:
    """The first customers, as many as requested; for people with what `contacts` knows about them."""
    fields = (
        _field("rank", "rank", "排名", Kind.ORDINAL),
        *contacts.who,
        _value(amount),
        _field("share", "share", "占比", Kind.SHARE, bar=True),
        field(column("cumulative_share", "cumulative share", "累计占比", Kind.SHARE, spare=5)),
        _CLASS,
        *contacts.whose,
    )
    title = Label("Largest customers", "价值最高的客户")
    return table_of(
        "top",
        title,
        fields,
        result.top,
        elastic=True,
        total_rows=result.customers if total is None else total,
    )


def whale_table(result: SegmentResult, amount: Kind) -> Table | None:
    """Peak and erosion of the running value; None if no value is negative, as there is no erosion."""
    if not result.gross_negative:
        return None
    fields = (
        _field("peak", "peak", "峰值", amount),
        _field("customers_at_peak", "customers at peak", "峰值处客户数", Kind.COUNT),
        _field("peak_over_net", "peak over net", "峰值/净额", Kind.INDEX),
        _field("erosion", "erosion", "侵蚀额", amount),
    )
    return table_of("whale", Label("Whale curve", "鲸鱼曲线"), fields, [result.whale])


def concentration_table(result: SegmentResult) -> Table:
    """How unevenly value is spread."""
    fields = (
        _field("gini", "Gini", "基尼系数", Kind.INDEX),
        _field("gini_method", "method", "方法", Kind.TEXT, each=_METHODS.__getitem__),
        _field("gini_positive", "Gini of positives", "正值基尼系数", Kind.INDEX),
        _field("hhi", "HHI", "HHI", Kind.INDEX),
        _field("effective_customers", "effective customers", "等效客户数", Kind.INDEX),
        _field("top1", "top 1", "最大 1 户占比", Kind.SHARE),
        _field("top5", "top 5", "最大 5 户占比", Kind.SHARE),
        _field("top10", "top 10", "最大 10 户占比", Kind.SHARE),
    )
    return table_of("concentration", Label("Concentration", "集中度"), fields, [result.concentration])


def sensitivity_table(result: SegmentResult) -> Table:
    """The vital few at other targets."""
    fields = (_field("target", "target", "目标", Kind.SHARE), _CUSTOMERS)
    title = Label("Vital few at other targets", "不同目标下的关键少数")
    return table_of("sensitivity", title, fields, result.sensitivity)
