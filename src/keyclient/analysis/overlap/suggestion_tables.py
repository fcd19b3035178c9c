"""The tables of `overlap` that prove nothing: who may be one person, who may be one household, what is public."""

from collections.abc import Iterator

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.overlap.claim_lines import chased_lines, member_lines
from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.analysis.overlap.words import (
    CONTRADICTS,
    DOUBTS,
    KINDS,
    claim_label,
    claim_words,
    claims_label,
    evidence_label,
    evidences,
)
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, Table, TableColumn

_RULE = column("rule", "the same", "疑似依据", Kind.TEXT)
_LISTED = {True: Label("listed", "列出名单"), False: Label("only counted", "仅计数")}
_NONE = Label("none found", "未发现")


def rules_table(result: OverlapResult) -> Table | None:
    """What each rule found beside what coincidence brings; None where none found anything."""
    if not any(rule.found for rule in result.perhaps):
        return None
    fields = (
        field(_RULE, each=evidence_label),
        field(column("found", "pairs found", "疑似对数", Kind.COUNT)),
        field(column("expected", "by coincidence", "预计巧合对数", Kind.SCORE)),
        field(
            column("shown", "pairs are", "处理方式", Kind.TEXT),
            "shown",
            "found",
            each=lambda shown, found: _LISTED[shown] if found else _NONE,
        ),
    )
    title = Label("Perhaps one person, never joined", "疑似同一客户（不合并）")
    return table_of("perhaps_rules", title, fields, result.perhaps)


def perhaps_table(result: OverlapResult, look: OverlapLook) -> Table | None:
    """The pairs of the rules that are more than coincidence; None if there are none, or lists are not wanted."""
    pairs = [pair for rule in result.perhaps for pair in rule.pairs]
    if not pairs or look.rows == 0:
        return None
    fields = (
        field(_RULE, "rule", "rules", each=lambda rule, rules: evidences(rules or (rule,))),
        *_side("", "", look),
        *_side("other_", "other ", look),
    )
    title = Label("Pairs to look at", "疑似同一客户名单")
    total = max(result.perhaps_listed, len(pairs))
    return table_of("perhaps", title, fields, pairs[: look.rows], elastic=True, total_rows=total)


def _side(prefix: str, words: str, look: OverlapLook) -> Iterator[TableField]:
    """Who one side of a pair is, and in which book."""
    zh = "另一方" if prefix else ""
    number = Label(f"{words}{CUSTOMER_ID.label.en}", f"{zh}{CUSTOMER_ID.label.zh}")
    yield field(TableColumn(f"{prefix}customer_id", number, Kind.TEXT, is_personal=True))
    yield from look.whom.others() if prefix else look.whom.fields()
    yield look.whom.claims(prefix)
    yield field(column(f"{prefix}path", f"{words}book", f"{zh}来源文件", Kind.TEXT, spare=3))
    yield field(column(f"{prefix}row", f"{words}row", f"{zh}行号", Kind.ORDINAL, spare=4))


def doubts_table(result: OverlapResult, look: OverlapLook) -> Table | None:
    """The records to look at, a line each; None if there are none, or lists are not wanted."""
    shown = result.doubts[: look.rows]
    if not shown:
        return None
    fields = (
        field(column("number", "no.", "序号", Kind.ORDINAL)),
        field(column("kind", "what is wrong", "问题", Kind.TEXT), each=DOUBTS.__getitem__),
        field(CUSTOMER_ID),
        *look.whom.fields(),
        field(
            column("claims", "customer of", "管户方", Kind.TEXT, spare=2),
            "branch",
            "manager",
            each=claim_words,
        ),
        field(
            column("contradicts", "they differ in, or repeat", "矛盾或重复的信息", Kind.TEXT),
            each=lambda names: listed(CONTRADICTS[name] for name in names),
        ),
        *([field(column("value", "value", "价值", look.amount, spare=5))] if look.is_measured else []),
        field(column("path", "book", "来源文件", Kind.TEXT, spare=3)),
        field(ROW),
    )
    title = Label("Records to check: not joined, or listed twice", "需核实的记录（矛盾未合并或重复列示）")
    return table_of("doubts", title, fields, shown, elastic=True, total_rows=result.total_doubts)


def households_table(result: OverlapResult, look: OverlapLook) -> Table | None:
    """People who may be one household, a line a member; None if there are none, or lists are not wanted."""
    shown = result.households[: look.rows]
    if not shown:
        return None
    lines = list(member_lines(shown))
    fields = (
        field(column("household", "no.", "家庭序号", Kind.ORDINAL), "number"),
        field(CUSTOMER_ID),
        *([] if look.whom.knows("name") else [field(ROW)]),
        *look.whom.fields(),
        field(column("claims", "customer of", "管户机构及经理", Kind.TEXT), "member", each=claim_label),
        *_household_values(look),
        field(
            column("kind", "they share", "共用信息", Kind.TEXT, spare=3),
            "household",
            each=lambda one: KINDS[one.kind],
        ),
    )
    title = Label("Perhaps one household", "疑似同一家庭")
    return table_of("households", title, fields, lines, elastic=True)


def _household_values(look: OverlapLook) -> tuple[TableField, ...]:
    """What a member is worth, and the household together, where any book tells."""
    if not look.is_measured:
        return ()
    own = column("value", "value", "价值", look.amount)
    together = column("household_value", "value together", "家庭合计", look.amount)
    tier = column("tier", "tier together", "合并层级", Kind.TEXT, spare=2)
    return (
        field(own, "member", each=lambda one: one.value),
        field(together, "household", each=lambda one: one.value),
        field(tier, "household", each=lambda one: look.tier(one.tier)),
    )


def chased_table(result: OverlapResult, look: OverlapLook) -> Table | None:
    """Prospects of several managers or branches, a line each; None if there are none, or lists are not wanted."""
    shown = chased_lines(result.chased_twice[: look.rows])
    if not shown:
        return None
    fields = (
        field(CUSTOMER_ID),
        *([] if look.whom.knows("name") else [field(ROW)]),
        *look.whom.fields("name"),
        field(
            column("claims", "pursued by", "跟进方", Kind.TEXT),
            "chased",
            each=lambda one: claims_label(one.deals),
        ),
        field(
            column("deals", "open deals", "在途商机", Kind.COUNT, spare=2),
            "chased",
            each=lambda one: len(one.deals),
        ),
        field(
            column("evidence", "one person by", "判断依据", Kind.TEXT, spare=3),
            "chased",
            each=lambda one: evidence_label(one.evidence),
        ),
    )
    title = Label("Prospects pursued by several", "多方同时跟进的商机")
    return table_of("chased_twice", title, fields, shown, elastic=True, total_rows=result.total_chased_twice)


def public_table(result: OverlapResult) -> Table | None:
    """Telephone numbers and addresses of too many people, counted; None where there are none."""
    if not result.public:
        return None
    fields = (
        field(column("kind", "kind", "类型", Kind.TEXT), each=lambda kind: KINDS[kind]),
        field(column("people", "people", "涉及人数", Kind.COUNT)),
        field(column("numbers", "how many", "个数", Kind.COUNT)),
    )
    title = Label("Public telephones and addresses, proving nothing", "公共电话与地址（不作为依据）")
    return table_of("public", title, fields, result.public)
