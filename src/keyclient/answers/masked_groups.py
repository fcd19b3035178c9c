"""Groups that `--mask` refuses: group names appear in the answer as typed."""

from collections.abc import Sequence

import pandas as pd

from keyclient.analysis.funnel.masked_stages import shown_stages
from keyclient.errors import UsageError
from keyclient.ingest.layout.headings import field_and_rank
from keyclient.model.label import Label
from keyclient.model.masking import HIDDEN, SHAPES
from keyclient.model.portfolio import GROUPED_BY_HEADING, Loaded
from keyclient.policy.models import Policy

_TELLING = ("name", "customer_id", "id_number", "phone")
"""Fields whose values identify a customer wherever they appear."""
_PART = 1 / 3
"""Share of the groups that must be named like customers: a few namesakes are chance, a column of referrers is not."""
_SHORT = 4
"""A number with at most this many digits does not identify a customer."""


class MaskedGroupError(UsageError):
    """Customers are grouped by a column that must be hidden."""

    sentence = Label(
        "--by {by} cannot be combined with --mask: it would show who the customers are.",
        "--by {by} 不能与 --mask 同时使用：该分组会显示客户身份。",
    )


def refuse_telling_groups(parts: Sequence[Loaded], policy: Policy) -> None:
    """Raises `MaskedGroupError` if customers are grouped by a column that identifies them.

    That is a field that is masked, a second column with a heading of such a field (身份证号 beside 证件号码), one whose
    values are for a good part names or numbers of the customers (推荐人), and stages that no ladder has.
    """
    for part in parts:
        group = part.group
        if group is not None and (
            _means_hidden(group)
            or (group.endswith(GROUPED_BY_HEADING) and _tells_customers(part, group, parts))
            or (group == "stage" and _has_unknown_stages(part, policy))
        ):
            raise MaskedGroupError(by=group.removesuffix(GROUPED_BY_HEADING))


def _means_hidden(group: str) -> bool:
    """Whether a frame column is a masked field, or has a heading of one."""
    field, _ = field_and_rank(group.removesuffix(GROUPED_BY_HEADING)) or ("", 0)
    return group in SHAPES or field in SHAPES


def _tells_customers(part: Loaded, group: str, parts: Sequence[Loaded]) -> bool:
    """Whether many of the groups are named like customers of the book or its log; blanks do not count."""
    groups = _texts(part.portfolio.frame, group)
    customers = {
        text
        for other in parts
        for name in _TELLING
        for text in _texts(other.portfolio.frame, name)
        if len(text) > _SHORT or not text.isdecimal()
    }
    return bool(groups) and len(groups & customers) >= _PART * len(groups)


def _has_unknown_stages(part: Loaded, policy: Policy) -> bool:
    return HIDDEN in shown_stages(_texts(part.portfolio.frame, "stage"), policy.funnel).values()


def _texts(frame: pd.DataFrame, name: str) -> set[str]:
    """The different texts of a column; none where the frame has no such column."""
    return {str(text).strip() for text in frame[name].dropna().unique()} if name in frame.columns else set()
