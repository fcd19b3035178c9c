"""The reasons to get in touch with a customer, in the order in which they are told."""

from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.label import Label


class Occasion(StrEnum):
    """One kind of reason."""

    MATURES = "matures"
    """Money matures within days."""
    LEFT = "left"
    """Money left since the last books, or by the book's own change column."""
    GRACE_ENDS = "grace_ends"
    """Her tier is lost with the next book."""
    NEAR = "near"
    """Near the next tier."""
    PLAN_DUE = "plan_due"
    """A line of the plan is due, or overdue."""
    OVERDUE = "overdue"
    """No contact for longer than her tier's interval."""
    BIRTHDAY = "birthday"
    NEW = "new"
    """Opened within days."""
    DORMANT = "dormant"
    COMPLAINT = "complaint"
    NEED = "need"
    """A need of her age band is open."""
    WALLET = "wallet"
    """Most of what she has is elsewhere."""
    ASK = "ask"
    """What she has elsewhere is not known."""
    KEY = "key"
    """A key customer without any other reason."""


@dataclass(frozen=True)
class OccasionWords:
    """What a reason is called, and whether it has a date by which it is over."""

    occasion: Occasion
    label: Label
    is_dated: bool = False


OCCASIONS: tuple[OccasionWords, ...] = (
    OccasionWords(Occasion.MATURES, Label("money matures", "资金到期"), is_dated=True),
    OccasionWords(Occasion.LEFT, Label("money left", "资金流出")),
    OccasionWords(Occasion.GRACE_ENDS, Label("grace ends", "保级期将满"), is_dated=True),
    OccasionWords(Occasion.NEAR, Label("near the next tier", "临界提升")),
    OccasionWords(Occasion.PLAN_DUE, Label("plan line due", "计划到期"), is_dated=True),
    OccasionWords(Occasion.OVERDUE, Label("contact overdue", "逾期未联系")),
    OccasionWords(Occasion.BIRTHDAY, Label("birthday", "生日"), is_dated=True),
    OccasionWords(Occasion.NEW, Label("new customer", "新客户")),
    OccasionWords(Occasion.DORMANT, Label("dormant", "睡眠户")),
    OccasionWords(Occasion.COMPLAINT, Label("complaint", "投诉")),
    OccasionWords(Occasion.NEED, Label("open need", "需求未满足")),
    OccasionWords(Occasion.WALLET, Label("most is elsewhere", "大部分资产在他行")),
    OccasionWords(Occasion.ASK, Label("potential unknown", "他行资产不明")),
    OccasionWords(Occasion.KEY, Label("key customer", "重点客户维护")),
)
"""In the order in which they are told and served."""
