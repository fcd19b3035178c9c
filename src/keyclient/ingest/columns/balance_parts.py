"""Columns that make up a balance of which the book has no column: 活期 and 定期 of the deposits."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.units import split_unit
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.layout.balance_headings import is_average
from keyclient.ingest.layout.field_groups import columns_of_groups, group_of, part_of_group
from keyclient.ingest.layout.headings import Heading, alias_ranks, heading_key

_CURRENT = ("活期", "current", "demand", "checking", "sight")
_TERM = ("定期", "time", "term", "fixed")
_CUSTOMERS = (
    "个人",
    "公司",
    "单位",
    "对公",
    "对私",
    "零售",
    "储蓄",
    "retail",
    "corporate",
    "personal",
    "savings",
    "saving",
)
_REST = ("其他", "其它", "other", "others")
_PRODUCTS = (
    "理财", "银行理财", "代销理财", "现金管理", "净值型理财", "基金", "公募基金", "私募基金", "私募", "保险", "国债", "债券", "信托", "贵金属",
    "资管", "资管计划", "黄金", "证券", "股票", "三方存管", "第三方存管", "外汇", "wealth", "wealth products", "fund", "funds",
    "insurance", "bonds", "trust", "trusts", "metals", "precious metals", "gold", "stocks", "securities",
)  # fmt: skip
_WORDS: Mapping[str, tuple[str, ...]] = {
    "aum": (
        *_CURRENT, *_TERM, *_REST, *_PRODUCTS, "存款", "储蓄", "储蓄存款", "活期存款", "定期存款", "定期储蓄", "大额存单", "结构性存款", "通知存款",
        "投资", "投资理财", "非存款", "deposits", "deposit", "current deposits", "term deposits", "investments", "investment",
    ),
    "deposits": (
        *_CURRENT, *_TERM, *_CUSTOMERS, *_REST, "通知", "协定", "协议", "大额存单", "结构性", "保证金", "定活", "定活两便", "整存整取",
        "零存整取", "notice", "cd", "structured", "certificate of",
    ),
    "loans": (
        *_CUSTOMERS, *_REST, "住房", "房贷", "按揭", "消费", "消费贷", "经营", "经营贷", "车贷", "汽车", "信用", "抵押", "质押", "保证",
        "短期", "中期", "长期", "中长期", "信用卡", "mortgage", "home", "consumer", "business", "car", "short term", "long term",
    ),
    "investments": (
        *_REST, "基金", "保险", "国债", "债券", "信托", "贵金属", "资管", "黄金", "fund", "funds", "insurance", "bonds", "trust", "trusts",
    ),
}  # fmt: skip
"""Words for the parts of a balance, by its field; parts that overlap (其中, 逾期) are none."""
_DEPOSITS = (
    *_CURRENT, *_TERM, "储蓄", "储蓄存款", "活期存款", "定期存款", "定期储蓄", "大额存单", "结构性存款", "通知存款", "current deposits", "term deposits",
)  # fmt: skip
_WITHIN: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("存款", "deposits", "deposit"): _DEPOSITS,
    ("储蓄", "储蓄存款", "定期", "定期存款"): ("大额存单", "通知存款", "定期储蓄"),
    ("投资", "投资理财", "非存款", "investments", "investment"): _PRODUCTS,
    ("理财",): ("银行理财", "代销理财", "净值型理财", "现金管理"),
    ("基金",): ("公募基金", "私募基金"),
    ("贵金属",): ("黄金",),
    ("债券",): ("国债",),
}
"""Parts that hold others: side by side, money would count twice."""
_OF: Mapping[str, tuple[str, ...]] = {
    "aum": (),
    "deposits": ("存款", "deposits", "deposit"),
    "loans": ("贷款", "loans", "loan"),
    "investments": (),
}
WITH_PARTS = tuple(_WORDS)
"""Balances that may be the sum of their parts."""
_KINDS = (_CURRENT, _TERM)
"""Side by side without a group, columns are the whole of the deposits only if both kinds are there."""
_AFTER = re.compile(r"(?:时点)?(?:余额|金额|balance|amount)$")


def parts_of(body: Body, field: str) -> dict[str, Heading]:
    """The columns that together make up a balance, by frame column; empty if the book has none, or others beside them.

    They stand under one heading that names the balance (`存款` over `活期` and `定期`), all of them known parts of which
    none holds another; or are headed 活期存款 and 定期存款 side by side. Beside an average in the group they may be
    averages too, and are not added up. A part that is read as a field is in the column of that field.
    """
    understanding = body.located.understanding
    headings = understanding.headings
    found = columns_of_groups(headings).get(field, [])
    if not found and field == "deposits":
        found = _side_by_side(headings)
    elif _has_average(headings, field) or not _are_parts(
        [part_of_group(heading) for heading in found], field
    ):
        found = []
    names = {understanding.field_at(heading.position) or heading.text: heading for heading in found}
    return names if len(names) == len(found) > 1 else {}


def _are_parts(texts: Sequence[str], field: str) -> bool:
    """Whether all are parts of a balance, each a different one, and none is held by another."""
    parts = [_part(text, field) for text in texts]
    is_double = any(
        set(wholes) & set(parts) and set(within) & set(parts) for wholes, within in _WITHIN.items()
    )
    return all(parts) and len(set(parts)) == len(parts) and not is_double


def _has_average(headings: Sequence[Heading], field: str) -> bool:
    """Whether the group of a balance has an average, of the whole or of a part."""
    within = [item for item in headings if alias_ranks().get(heading_key(group_of(item)), ("",))[0] == field]
    return any(is_average(item.key) or is_average(heading_key(part_of_group(item))) for item in within)


def are_amounts(readings: Sequence[Reading], contradiction: float) -> bool:
    """Whether columns hold amounts: hardly a cell that cannot be read, and not only the 0 and 1 of yes and no."""
    are_readable = all(len(reading.bad) <= contradiction * reading.filled for reading in readings)
    values = np.concatenate([reading.values[reading.valid] for reading in readings])
    return are_readable and not np.isin(values, (0, 100)).all()


def _side_by_side(headings: Sequence[Heading]) -> list[Heading]:
    parts = {heading.position: _part(heading.text, "deposits", alone=True) for heading in headings}
    words = set(parts.values())
    if not all(words.intersection(kind) for kind in _KINDS):
        return []
    return [heading for heading in headings if parts[heading.position]]


def _part(text: str, field: str, *, alone: bool = False) -> str:
    """The part that a heading names, else nothing. `alone`: only if it also names the balance, as 活期存款 does."""
    bare, _ = split_unit(text)
    word = _AFTER.sub("", simplified(folded(bare)))
    for name in _OF[field]:
        if word.endswith(name) and word != name:
            known = [part for part in _WORDS[field] if _joined(part) == word.removesuffix(name)]
            return known[0] if known else ""
    known = [part for part in _WORDS[field] if _joined(part) == word]
    return known[0] if known and (not alone or word in ("大额存单",)) else ""


def _joined(part: str) -> str:
    return "".join(part.split())
