"""What `overlap` calls its evidence, its rules and those who claim a customer."""

from collections.abc import Iterable, Mapping

from keyclient.analysis.common.columns import BLANK
from keyclient.analysis.common.identity import folded
from keyclient.analysis.overlap.result import Claimant
from keyclient.model.label import Label, listed

EVIDENCE: Mapping[str, Label] = {
    "id_number": Label("id number", "证件号码相同"),
    "customer_id": Label("customer id", "客户号相同"),
    "one_record": Label("rows of one customer", "同一客户有多行"),
    "opportunity_id": Label("opportunity number", "商机编号相同"),
    "name_and_phone": Label("name and phone", "姓名和电话相同"),
    "name_and_birth_date": Label("name and birth date", "姓名和出生日期相同"),
    "trade_name_and_phone": Label("trade name and phone", "字号和电话相同"),
}
"""What joins records, and the rules that only suggest."""
DOUBTS: Mapping[str, Label] = {
    "customer_id": Label("one customer id, contradicted", "客户号相同但信息矛盾"),
    "id_number": Label("id number of somebody else", "证件号码非本人"),
    "value": Label("one value in several books", "多份表格价值相同"),
}
"""What is wrong with records that somebody has to look at."""
CONTRADICTS: Mapping[str, Label] = {
    "id_number": Label("id number", "证件号码"),
    "name": Label("name", "姓名"),
    "birth_date": Label("birth date", "出生日期"),
    "value": Label("value", "价值"),
}
"""What they contradict each other in, or repeat."""
KINDS: Mapping[str, Label] = {
    "phone": Label("phone", "电话"),
    "address": Label("address", "地址"),
    "phone_and_address": Label("phone and address", "电话和地址"),
}
_CLAIM = Label("{branch} {manager}", "{branch} {manager}")


def evidence_label(name: str) -> Label:
    """A kind of evidence in words."""
    return EVIDENCE.get(name) or Label(name, name)


def evidences(names: Iterable[str]) -> Label:
    """Several kinds of evidence in words."""
    return listed(map(evidence_label, names))


def claim_label(claim: Claimant) -> Label:
    """The branch and manager of a claim; only one of them where the other is blank."""
    return claim_words(claim.branch, claim.manager) or BLANK


def claim_words(branch: str | None, manager: str | None) -> Label | None:
    """A branch and manager; only one of them where the other is blank, None where both are."""
    if branch is None or manager is None:
        name = branch or manager
        return None if name is None else Label(name, name)
    return _CLAIM.filled(branch=branch, manager=manager)


def claims_label(claims: Iterable[Claimant]) -> Label | None:
    """Every branch and manager once, in the order of the claims; None without any.

    One is told by another that names both, and left out.
    """
    different: dict[tuple[str, str], Claimant] = {}
    for claim in claims:
        different.setdefault(_who(claim), claim)
    whole = [who for who in different if all(who)]
    parts = {("", manager) for _, manager in whole} | {(branch, "") for branch, _ in whole}
    told = [claim for who, claim in different.items() if who not in parts]
    return listed(map(claim_label, told)) if told else None


def _who(claim: Claimant) -> tuple[str, str]:
    """Branch and manager as they are compared; "" where one is blank."""
    return (folded(claim.branch or ""), folded(claim.manager or ""))
