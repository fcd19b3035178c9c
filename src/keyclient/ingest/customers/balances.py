"""Which numbers are balances at a date, and which are earned over a time."""

from keyclient.ingest.layout.headings import heading_key
from keyclient.model.column import Merge
from keyclient.model.fields import fields
from keyclient.model.measure_fields import FLOWS

_WORDS = (
    "余额",
    "时点",
    "日均",
    "存量",
    "存款",
    "贷款",
    "理财",
    "资产",
    "市值",
    "aum",
    "balance",
    "assets",
    "deposit",
    "loan",
)
"""Parts of the heading of a balance."""


def is_balance(column: str) -> bool:
    """Whether the numbers of a field or heading are balances, which must not be added up over several dates."""
    spec = fields().get(column.removesuffix("#"))
    if spec is None:
        return any(word in heading_key(column) for word in _WORDS)
    return spec.name not in FLOWS if spec.is_money else spec.column.merge is not Merge.SUM
