"""Lead sources by group: from training material on key-customer development, and common names in sales systems."""

from collections.abc import Mapping
from types import MappingProxyType

from keyclient.model.label import Label

FAMILIES: Mapping[str, Label] = {
    "marketing": Label("marketing", "市场营销"),
    "existing": Label("existing customers", "存量客户推荐"),
    "institutions": Label("institutions", "机构渠道"),
    "person": Label("depends on one person", "依赖个人"),
}
"""Names of the groups that ship with keyclient. Any other group is shown under its own key."""

LEAD_SOURCES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "marketing": (
        "marketing", "市场营销", "广告", "advertising", "advertisement", "ads", "电话营销", "电话", "telephone", "phone",
        "cold call", "telemarketing", "cellular", "公关", "公关活动", "public relations", "赞助", "赞助活动", "sponsorship",
        "外拓", "外拓走访", "陌拜", "走访", "field visit", "讲座", "论坛", "讲座论坛", "沙龙", "研讨会", "seminar", "forum", "event",
        "trade show", "网络", "网站", "线上", "web", "website", "online", "organic search", "paid search", "email",
        "social media", "social", "direct traffic", "display", "other publicities",
    ),
    "existing": (
        "existing customers", "existing customer", "存量客户", "老客户", "老客户推荐", "客户推荐", "转介绍", "客户转介绍", "referral",
        "customer referral", "word of mouth", "亲友推荐", "亲友", "friends", "家人推荐", "家人", "family", "同事推荐", "同事",
        "colleagues",
    ),
    "institutions": (
        "institutions", "机构", "机构渠道", "工商注册", "business registry", "会计师事务所", "会计师", "accountants", "accountant",
        "俱乐部", "会所", "俱乐部/会所", "club", "工商联", "商会", "chamber of commerce", "企业家协会", "协会",
        "entrepreneurs' association", "partner", "合作伙伴",
    ),
    "person": (
        "行长单", "branch head's deal", "关系单", "connections", "明星客户经理单", "star manager's deal",
    ),
})  # fmt: skip
"""The sources in each group."""
