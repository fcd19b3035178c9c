"""What the name of a stage says about winning and losing, where no ladder has the name.

Such a reading is for what is offered to a person, who sees it; figures never hang on it.
"""

import re

_DENIED = re.compile(
    r"未|不|没|无|非|尚|待|拟|否|\b(?:not|no|non|never|without|yet|pending|awaiting)\b|\bun(?!der|it|ion|til)\w+"
    r"|\bdis(?:interested|engaged|qualified|satisfied)\b|\bin(?:active|valid|eligible|complete)\b",
    re.I,
)
"""Words that turn what follows into its opposite, or into something still to come."""
_LOST = re.compile(
    r"流失|丢单|丢失|丢了|输单|输了|输掉|失败|战败|放弃|无效|终止|拒|作废|取消|淘汰|死单|跑单|撤单|撤回|谈崩|黄了|未果|[没未]有?[签谈做办买贷](?:成|下来|拢)|[签谈做办]不(?:成|下来|拢)"
    r"|无意向|无兴趣|没兴趣|不感兴趣|无吸引力|不合格|婉拒|撤销|没戏|不(?:想|再|愿意?)?(?:做|要|办|买|考虑|需要|合作)|抢走|挖走|截胡|他行(?:办理|成交)"
    r"|(?:选择?|转[投到去向]?|改[投选去]|去|跑到|流向)了?(?:他行|别行|别的银行|其[他它]银行|别家|另一家银行)"
    r"|\b(?:lost|lose|dead|fail\w*|reject\w*|refus\w*|cancel\w*|abandon\w*|declin\w*|dropp?ed|withdr\w+|terminat\w*|disqualif\w*"
    r"|unqualif\w*|churn\w*|junk|no[ -]go|no[ -](?:deal|sale)|(?:not|no[ -]longer)[ -]interested|no[ -]interest)\b",
    re.I,
)
_ON_HOLD = re.compile(r"暂|延期|推迟|观望|预约|\b(?:on[ -]hold|for now|not yet|later|postpon\w*)\b", re.I)
"""Words of what is put off, which is still open: 暂不考虑."""
_WON = re.compile(
    r"(?:成交|签约|签单|已签|赢单|赢了|赢得|中标|转化|落地|成功|已开户|已放款|已投放)(?:客户|成功|完成|了)?\s*$"
    r"|^[\W\d]*赢\s*$"
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
    return not _ON_HOLD.search(name) and bool(_LOST.search(name) or _DENIED_WON.search(name))


def sounds_won(name: str) -> bool:
    """Whether a name sounds like won: 开户签约, Closed - Converted; not 待签约."""
    return bool(_WON.search(name)) and not sounds_lost(name) and not _DENIED.search(name)


def are_opposite(one: str, other: str) -> bool:
    """Whether one of two names denies what the other says: 未联系 and 已联系, lost and won."""
    return any(bool(says(one)) != bool(says(other)) for says in (_DENIED.search, sounds_lost))
