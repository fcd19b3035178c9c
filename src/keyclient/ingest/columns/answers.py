"""Answers in a column of counts: whether there is any."""

import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.columns.numbers import Texts

_NONE = frozenset(
    (
        "否",
        "无",
        "没有",
        "没",
        "未",
        "从未",
        "未发生",
        "暂无",
        "不是",
        "零",
        "no",
        "n",
        "none",
        "false",
        "f",
        "never",
        "×",
        "✗",
        "✘",
    )
)
_SOME = frozenset(("是", "有", "已", "存在", "发生过", "yes", "y", "true", "t", "x", "√", "✓", "✔"))
_UNKNOWN = frozenset(("未知", "不详", "不清楚", "待定", "待核实", "unknown", "?", "？"))


def with_answers_as_counts(texts: Texts) -> Texts:
    """The cells with a word for none as 0, a word for some as 1, and a word for unknown as blank."""
    words = pc.unique(texts).to_pylist()
    meant = {word: _count(folded(word)) for word in words if isinstance(word, str)}
    if all(count is None for count in meant.values()):
        return texts
    cells = [
        word if not isinstance(word, str) or meant[word] is None else meant[word]
        for word in texts.to_pylist()
    ]
    return pa.chunked_array([pa.array([cell or None for cell in cells], texts.type)])


def _count(word: str) -> str | None:
    """What a word says; None for one that is no answer, and empty for one that says that nobody knows."""
    for words, count in ((_NONE, "0"), (_SOME, "1"), (_UNKNOWN, "")):
        if word in words or (word.endswith("投诉") and word.removesuffix("投诉") in words):
            return count
    return None
