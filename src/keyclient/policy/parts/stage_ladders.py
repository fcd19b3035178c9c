"""The stage ladders that ship with keyclient, and the words branches and sales systems use for each stage."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from keyclient.model.label import Label
from keyclient.policy.parts.stages import Ladder, Stage

LadderName = Literal["development", "steps", "approach"]

_WON = (
    "成交", "已成交客户", "成交客户", "签约", "已签约", "签约成交", "成功签约", "赢单", "成功", "落地", "已落地", "转化成功",
    "won", "deal won", "closed won", "close won", "closed / won", "won - closed", "signed", "converted", "customer",
    "closed deal",
)  # fmt: skip

_DEVELOPMENT = Ladder(
    (
        Stage(
            "potential",
            Label("potential", "潜在"),
            (
                "潜在客户", "线索", "销售线索", "新线索", "新建", "新客户", "初步接触", "初步接洽", "未联系", "待跟进", "待开发", "验证客户",
                "prospect", "prospecting", "prospects", "lead", "leads", "new", "new lead", "open lead", "cold", "suspect",
                "appointment scheduled", "unqualified lead", "identified",
                "首次接触", "首次联系", "初次接触", "初次见面", "first contact",
            ),
        ),
        Stage(
            "likely",
            Label("likely", "可能"),
            (
                "可能客户", "意向", "有意向", "意向客户", "初步意向", "沟通", "初步沟通", "需求确定", "需求确认", "需求分析", "发现需求",
                "engaging", "engaged", "qualified", "qualification", "qualify", "qualified to buy", "qualified lead",
                "contacted", "contact made", "working", "needs analysis", "need analysis", "discovery", "interested",
            ),
        ),
        Stage(
            "ordinary",
            Label("ordinary", "普通"),
            (
                "普通客户", "商谈", "洽谈", "方案", "报价", "方案报价", "方案/报价", "产品演示", "方案演示", "立项",
                "proposal", "proposal made", "proposal sent", "proposal/price quote", "proposal/quote", "quote", "quoted",
                "value proposition", "id. decision makers", "perception analysis", "presentation",
                "presentation scheduled", "demo", "demo scheduled", "solution",
            ),
        ),
        Stage(
            "key",
            Label("key", "重点"),
            (
                "重点客户", "谈判", "谈判审核", "商务谈判", "合同谈判", "审批", "待签约", "合同签订中",
                "negotiation", "negotiations", "negotiating", "negotiation/review", "negotiations started", "contract",
                "contract sent", "decision maker bought-in", "commit", "verbal commitment",
            ),
        ),
        Stage("closed", Label("closed", "已成交"), _WON),
    )
)  # fmt: skip

_STEPS = Ladder(
    (
        Stage("survey", Label("survey", "调查"), ("调研", "客户调查", "摸底", "research")),
        Stage("contact", Label("contact", "沟通"), ("接触", "初步沟通", "联系", "contacted", "contact made")),
        Stage(
            "negotiation",
            Label("negotiation", "谈判"),
            ("商谈", "洽谈", "商务谈判", "negotiating", "negotiations"),
        ),
        Stage("follow_up", Label("follow-up", "追踪"), ("跟踪", "跟进", "跟单", "follow up", "following up")),
        Stage("closed", Label("signing", "签约"), ("signing", "已成交", "closed", *_WON)),
    )
)

_APPROACH = Ladder(
    (
        Stage("know", Label("know", "认识"), ("了解", "知晓", "结识", "known", "awareness")),
        Stage("network", Label("network", "人脉"), ("社交", "关系网", "人脉拓展", "networking")),
        Stage("seminar", Label("seminar", "研讨会"), ("讲座", "论坛", "沙龙", "seminars", "forum")),
        Stage(
            "telephone",
            Label("telephone", "电话"),
            ("电话沟通", "电话跟进", "致电", "phone", "call", "called"),
        ),
        Stage("referral", Label("referral", "转介绍"), ("推荐", "转介", "referred", "referrals")),
        Stage("closed", Label("closed", "已成交"), _WON),
    )
)

LADDERS: Mapping[LadderName, Ladder] = MappingProxyType(
    {"development": _DEVELOPMENT, "steps": _STEPS, "approach": _APPROACH}
)
"""Every ladder by name; the first is the default. The stages come from training material on key-customer
development;
the aliases are default stages of common sales systems."""
