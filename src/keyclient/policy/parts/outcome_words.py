"""The words for won, lost and open in a column of stages or outcomes, which hold without any policy.

A word for lost is known with what people put around it (客户已取消, Deal declined, 放弃办理) as long as that does not
change what it says: 暂不考虑 is still open. What merely sounds like an outcome is in `stage_words`.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import Literal

Outcome = Literal["won", "lost", "open"]

_LOST_ZH = (
    "流失", "丢单", "输单", "丢失", "失败", "战败", "放弃", "取消", "撤销", "撤单", "撤回", "终止", "拒绝", "婉拒", "拒", "否决",
    "无效", "无吸引力", "无意向", "没意向", "没有意向", "无兴趣", "没兴趣", "没有兴趣", "不感兴趣", "无需求", "没需求", "没有需求", "不需要",
    "不做", "不要", "不办", "不买", "不想做", "不想要", "不想办", "不想买", "不考虑", "不再考虑", "不合作", "不愿办理", "没戏", "没成",
    "谈崩", "谈黄", "黄了", "泡汤", "跑单", "死单", "废单", "作废", "淘汰", "出局", "落选", "未果", "没谈成", "谈不成", "做不成", "办不成",
)  # fmt: skip
_BEFORE_ZH = ("", "已", "被", "已被", "客户", "客户已", "主动", "客户主动", "对方", "项目", "商机")
_BEHIND_ZH = ("", "了", "客户", "合作", "办理", "商机", "线索")
_LOST_EN = (
    "lost", "dead", "disqualified", "unqualified", "abandoned", "rejected", "refused", "declined", "cancelled", "canceled",
    "dropped", "dropped out", "withdrawn", "withdrew", "terminated", "aborted", "called off", "failed", "churned", "junk",
    "no go", "no deal", "no sale", "not interested", "no longer interested", "no interest", "not proceeding",
    "not going ahead", "gave up", "given up", "fell through", "lost to competitor", "lost to competition", "went elsewhere",
)  # fmt: skip
_BEFORE_EN = ("", "closed ", "customer ", "client ", "deal ", "lead ", "opportunity ")
_BEHIND_EN = ("", " by customer", " by client", " customer", " client", " deal", " lead", " opportunity")
_STAGES = frozenset({"unqualified lead"})
"""What is put together of these words but is a stage."""


def _around(words: tuple[str, ...], before: tuple[str, ...], behind: tuple[str, ...]) -> Iterator[str]:
    """Each word, first by itself and then with what may stand around it."""
    yield from words
    for front, word, back in product(before, words, behind):
        if (front or back) and (found := front + word + back) not in _STAGES:
            yield found


USUAL: Mapping[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        "won": ("won", "closed", "closed won", "赢单", "成交", "已成交"),
        "lost": (
            *_around(_LOST_EN, _BEFORE_EN, _BEHIND_EN),
            *_around(_LOST_ZH, _BEFORE_ZH, _BEHIND_ZH),
            *("closed / lost", "未成交", "选择他行", "转投他行", "被他行抢走"),
        ),
        "open": (
            *("open", "in progress", "进行中", "跟进中", "未决"),
            *("on hold", "onhold", "hold", "paused", "suspended", "postponed", "deferred", "stalled"),
            *("暂停", "已暂停", "暂停跟进", "搁置", "已搁置", "暂缓", "暂缓办理", "延期", "推迟", "观望", "客户观望", "挂起", "已挂起"),
            *("暂不考虑", "暂不办理", "暂不需要", "暂不做", "暂无意向", "暂无需求", "暂时不做", "暂时不考虑", "暂时不办"),
        ),
    }
)  # fmt: skip
"""The words for each outcome; words of the policy come in addition and take precedence."""
