"""The tables of `segment`. Column keys are the keys of its JSON."""

from keyclient.analysis.common.names import NamedRows, Names
from keyclient.analysis.common.rows import Made
from keyclient.analysis.segment.grouping import GroupCells
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


def _column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableColumn:
    return TableColumn(key, Label(en, zh), kind, bar)


_CLASS = _column("class", "class", "类别", Kind.TEXT)
_CUSTOMERS = _column("customers", "customers", "客户数", Kind.COUNT)
_SHARE_OF_CUSTOMERS = _column("share_of_customers", "share of customers", "客户占比", Kind.SHARE)
_SHARE_OF_VALUE = _column("share_of_value", "share of value", "价值占比", Kind.SHARE)


def _value(kind: Kind) -> TableColumn:
    return _column("value", "value", "价值", kind)


def classes_table(result: SegmentResult, amount: Kind) -> Table:
    """Customers and value by class."""
    columns = (
        _CLASS,
        _CUSTOMERS,
        _SHARE_OF_CUSTOMERS,
        _value(amount),
        _column("share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True),
        _column("smallest", "smallest", "最低", amount),
        _column("largest", "largest", "最高", amount),
    )
    rows = [
        (
            size.class_,
            size.customers,
            size.share_of_customers,
            size.value,
            size.share_of_value,
            size.smallest,
            size.largest,
        )
        for size in result.classes
    ]
    return Table("classes", Label("Classes by value", "价值分类"), columns, rows)


def bands_table(result: SegmentResult, amount: Kind) -> Table:
    """The bands beside the reference figures."""
    columns = (
        _column("band", "band", "档次", Kind.TEXT),
        _CUSTOMERS,
        _SHARE_OF_CUSTOMERS,
        _value(amount),
        _SHARE_OF_VALUE,
        _column("reference_customers", "reference: customers", "参考客户占比", Kind.SHARE),
        _column("reference_value", "reference: value", "参考价值占比", Kind.SHARE),
    )
    rows = [
        (
            _BANDS[band.band],
            band.customers,
            band.share_of_customers,
            band.value,
            band.share_of_value,
            band.reference_customers,
            band.reference_value,
        )
        for band in result.bands
    ]
    return Table(
        "bands", Label("Bands by rank beside the reference", "按排名分档与参考值对照"), columns, rows
    )


def groups_table(result: SegmentResult, amount: Kind, by: Label) -> Table | None:
    """One row a group; None where nothing was grouped."""
    if result.groups is None:
        return None
    shares = [result.groups[place].share_of_total for place in (0, -1) if result.groups]
    whole = all(share is not None and 0 <= share <= 1 for share in shares)
    columns = (
        TableColumn("group", by, Kind.TEXT),
        _CUSTOMERS,
        _column("total", "total", "合计", amount),
        _column("share_of_total", "share of total", "占比", Kind.SHARE, bar=whole),
        _column("vital_few", "vital few", "关键少数", Kind.COUNT),
        _column("vital_few_share", "vital few, share", "关键少数占比", Kind.SHARE),
        *(
            _column(f"class_{letter.lower()}", f"class {letter}", f"{letter} 类", Kind.COUNT)
            for letter in "ABC"
        ),
        _column("gini", "Gini", "基尼系数", Kind.INDEX),
    )
    return Table(
        "groups",
        Label(f"By {by.en}", f"按{by.zh}分组"),
        columns,
        _GroupRows(result.groups.cells),
        elastic=True,
        total_rows=len(result.groups),
    )


class _GroupRows(Made[tuple[Cell, ...], GroupCells]):
    """The rows of the table of groups."""

    @staticmethod
    def made(cells: GroupCells) -> tuple[Cell, ...]:
        """The row of a group."""
        return (
            cells.group or Label("(blank)", "（空白）"),
            cells.customers,
            cells.total,
            cells.share_of_total,
            cells.vital_few,
            cells.vital_few_share,
            *cells.sizes[:3],
            cells.gini,
        )


_NAME = TableColumn("name", Label("name", "客户名称"), Kind.TEXT, is_personal=True)
_NAME_AT, _ROW_AT = 2, 2
"""The name stands behind rank and customer id, where the row stood."""


def top_table(result: SegmentResult, amount: Kind, names: Names | None = None) -> Table:
    """The first customers, as many as were asked for; with their names, for people, where `names` are given."""
    columns = (
        _column("rank", "rank", "排名", Kind.ORDINAL),
        TableColumn("customer_id", Label("customer id", "客户号"), Kind.TEXT, is_personal=True),
        *([_NAME] if names else []),
        _column("row", "row", "行号", Kind.ORDINAL),
        _value(amount),
        _column("share", "share", "占比", Kind.SHARE, bar=True),
        _column("cumulative_share", "cumulative share", "累计占比", Kind.SHARE),
        _CLASS,
    )
    cells = result.top.cells
    rows = NamedRows(cells, names, row_at=_ROW_AT, put_at=_NAME_AT) if names else cells
    title = Label("Largest customers", "价值最高的客户")
    return Table("top", title, columns, rows, elastic=True, total_rows=result.customers)


def whale_table(result: SegmentResult, amount: Kind) -> Table | None:
    """Peak and erosion of the running value; None where no value is negative, since then there is no erosion."""
    whale = result.whale
    if not result.gross_negative:
        return None
    columns = (
        _column("peak", "peak", "峰值", amount),
        _column("customers_at_peak", "customers at peak", "峰值处客户数", Kind.COUNT),
        _column("peak_over_net", "peak over net", "峰值/净额", Kind.INDEX),
        _column("erosion", "erosion", "侵蚀额", amount),
    )
    row = (whale.peak, whale.customers_at_peak, whale.peak_over_net, whale.erosion)
    return Table("whale", Label("Whale curve", "鲸鱼曲线"), columns, [row])


def concentration_table(result: SegmentResult) -> Table:
    """How unevenly value is spread."""
    index = result.concentration
    columns = (
        _column("gini", "Gini", "基尼系数", Kind.INDEX),
        _column("gini_method", "method", "方法", Kind.TEXT),
        _column("gini_positive", "Gini of positives", "正值基尼系数", Kind.INDEX),
        _column("hhi", "HHI", "HHI", Kind.INDEX),
        _column("effective_customers", "effective customers", "等效客户数", Kind.INDEX),
        _column("top1", "top 1", "最大 1 户占比", Kind.SHARE),
        _column("top5", "top 5", "最大 5 户占比", Kind.SHARE),
        _column("top10", "top 10", "最大 10 户占比", Kind.SHARE),
    )
    row = (
        index.gini,
        _METHODS[index.gini_method],
        index.gini_positive,
        index.hhi,
        index.effective_customers,
        index.top1,
        index.top5,
        index.top10,
    )
    return Table("concentration", Label("Concentration", "集中度"), columns, [row])


def sensitivity_table(result: SegmentResult) -> Table:
    """The vital few at other targets."""
    columns = (_column("target", "target", "目标", Kind.SHARE), _CUSTOMERS)
    rows = [(other.target, other.customers) for other in result.sensitivity]
    return Table("sensitivity", Label("Vital few at other targets", "不同目标下的关键少数"), columns, rows)
