"""Who is a manager, and whom she can look after (`risk`, `overlap`, `plan`, `--what-if`)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart

Word = Annotated[str, StringConstraints(min_length=1)]


class ManagersPolicy(PolicyPart):
    """Who is a manager, and how many key customers one can look after."""

    title = Label("Managers", "客户经理")

    seats: Annotated[
        int | None,
        Field(ge=1),
        Label(
            "Key customers one manager can look after. Unset: as many as the busiest manager of the branch has today.",
            "一名客户经理可维护的重点客户数。未设置时取本机构目前管户最多的客户经理的重点客户数。",
        ),
    ] = None
    separators: Annotated[
        tuple[Word, ...],
        Label(
            "What stands between two names in one cell of a manager or owner: a line of a plan has exactly one. A comma counts "
            "only where no name has Latin letters (Smith, John is one).",
            "客户经理或责任人单元格内分隔多个姓名的符号：每条行动只能有一名责任人。半角逗号仅在姓名不含拉丁字母时视为分隔。",
        ),
    ] = ("、", "，", ",", "；", ";", "/", "／", "|", "&", "+", "\n")
    nobody: Annotated[
        tuple[Word, ...],
        Label(
            "Words in a column of managers that mean that nobody looks after the customer. Case, width, blanks and brackets make "
            "no difference.",
            "客户经理列中表示无人管户的用语；不区分大小写、全角半角、空格和括号。",
        ),
    ] = (
        "待分配", "未分配", "暂未分配", "待指定", "未指定", "待定", "待认领", "未认领", "待移交", "待接管", "无", "暂无", "空", "空缺", "没有",
        "无人", "无人管户", "无管户", "未管户", "无管户经理", "无管户人", "无客户经理", "无经理", "非管户", "公户管理", "公共户", "公共", "公共池",
        "公共客户", "公共管户", "公户", "公池", "公海", "公海客户", "公海池", "机构管户", "网点管户", "支行管户", "网点公共户", "支行公共户",
        "虚拟客户经理", "虚拟经理", "虚拟管户",
        "none", "nobody", "no one", "no manager", "no owner", "unassigned", "not assigned", "unallocated", "not allocated",
        "to be assigned", "to be allocated", "pending", "tbd", "tba", "vacant", "vacancy", "pool", "public", "public pool",
        "common pool", "house account", "unknown", "not applicable", "n/a", "nil", "null",
    )  # fmt: skip
