"""What the name of a stage says about winning and losing, where no ladder has the name.

Such a reading is for what is offered to a person, who sees it; figures never hang on it.
"""

import re

_DENIED = re.compile(
    r"未|不|没|无|非|尚|待|拟|否|\b(?:not|no|non|never|without|yet|pending|awaiting)\b|\bun(?!der|it|ion|til)\w+",
    re.I,
)
"""Words that turn what follows into its opposite, or into something still to come."""
_LOST = re.compile(
    r"流失|丢单|丢失|输单|失败|战败|放弃|无效|终止|拒|作废|取消|淘汰|死单|无意向|无吸引力|不合格"
    r"|\b(?:lost|lose|dead|fail\w*|reject\w*|cancel\w*|abandon\w*|declin\w*|disqualif\w*|unqualif\w*|churn\w*|junk)\b",
    re.I,
)
_WON = re.compile(
    r"(?:成交|签约|签单|赢单|中标|转化|落地|成功)(?:客户|成功|完成|了)?\s*$"
    r"|\b(?:won|win|converted|signed|closed deal)\b[\W_]*$",
    re.I,
)
_DENIED_WON = re.compile(
    r"(?:未|不|没|没有|无法|非)(?:成交|签约|签单|赢单|中标|转化|落地|成功)"
    r"|\b(?:not|never|un)[\s_-]*(?:won|converted|signed)\b",
    re.I,
)


def sounds_lost(name: str) -> bool:
    """Whether a name sounds like lost: 战败, 未签约, Closed - Not Converted."""
    return bool(_LOST.search(name) or _DENIED_WON.search(name))


def sounds_won(name: str) -> bool:
    """Whether a name sounds like won: 开户签约, Closed - Converted; not 待签约."""
    return bool(_WON.search(name)) and not sounds_lost(name) and not _DENIED.search(name)


def are_opposite(one: str, other: str) -> bool:
    """Whether one of two names denies what the other says: 未联系 and 已联系, lost and won."""
    return any(bool(says(one)) != bool(says(other)) for says in (_DENIED.search, sounds_lost))
