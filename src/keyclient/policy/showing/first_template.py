"""The short policy file to start from: what banks change first, each with an example, commented out."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from keyclient.model.label import Label, Lang
from keyclient.policy.loading.keys import KeyPath, key_at
from keyclient.policy.loading.to_toml import to_toml, toml_key

_HEAD = Label(
    "# Policy of keyclient: what banks change first. Remove the # in front of a line to set it; the values are examples.\n"
    "# Whatever is not set keeps its default. All keys: keyclient policy init --full, or keyclient policy show",
    "# keyclient 策略文件：各行最先调整的内容。去掉行首的 # 即可设置，所写取值为示例。\n"
    "# 未设置的一律采用默认值。全部策略项：keyclient policy init --full，或 keyclient policy show",
)
_TIER = Label(
    "One tier is changed by its name; the others stay as they are. A floor in yuan, or a share of the customers (top).",
    "按名称调整某一层级，其余层级不变。floor 为金额门槛（元），top 为客户占比。",
)
_STAGES = Label(
    "Your own stages of a sale, first to last; the last one means won.",
    "自定义销售阶段，按先后顺序，最后一个表示成交。",
)


class _Example(NamedTuple):
    """A key and a value to show."""

    path: KeyPath
    value: object
    about: Label | None = None
    """In place of what the key means."""


_QUOTA = Label(
    "One quota; the others stay. Most customers on one list for whom this is the first reason; 0: it is no reason.",
    "按名称调整某一理由的配额，其余不变：每份名单中以此为首要理由的客户数上限；0 表示不采用该理由。",
)

_EXAMPLES = (
    _Example(("book",), "客户表.xlsx"),
    _Example(("segment", "measure"), "aum"),
    _Example(("segment", "target"), "80%"),
    _Example(("key", "tiers"), ("platinum", "gold")),
    _Example(("tier", "preset"), "training"),
    _Example(("tier", "tiers", "gold", "floor"), "50万", _TIER),
    _Example(("tier", "tiers", "platinum", "top"), "5%", _TIER),
    _Example(("lifecycle", "edges"), (30, 40, 50, 60)),
    _Example(("funnel", "stages"), ("线索", "意向", "商谈", "成交"), _STAGES),
    _Example(("managers", "seats"), 60),
    _Example(("plan", "per_day"), 5),
    _Example(("today", "limit"), 15),
    _Example(("today", "quotas", "overdue"), 10, _QUOTA),
    _Example(("check", "stale_days"), 180),
    _Example(("columns", "aum"), "月末管理资产"),
)


def first_template(lang: Lang) -> str:
    """A `keyclient.toml` with what is changed first, in one language. `[columns]` comes last, as in the full one."""
    lines = [_HEAD.text(lang)]
    for table, members in groupby(_EXAMPLES, key=lambda example: example.path[:-1]):
        lines += ["", *([f"[{toml_key(*table)}]"] if table else [])]
        lines += (line for example in members for line in _lines(example, lang))
    return "\n".join(lines) + "\n"


def _lines(example: _Example, lang: Lang) -> Iterator[str]:
    key = key_at(example.path)
    meaning = example.about or (key.meaning if key is not None else None)
    if meaning is not None:
        yield f"# {meaning.text(lang)}"
    yield f"# {toml_key(example.path[-1])} = {to_toml(example.value)}"
