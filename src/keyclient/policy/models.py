"""The policy: every cut-off of every analysis with its default, unit and source. One part per analysis.

The `Label` beside a type says what the key means; `keyclient policy show`, the commented policy file and the
documentation are generated from it.
"""

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart
from keyclient.policy.parts.batch import BatchPolicy
from keyclient.policy.parts.calendar import CalendarPolicy
from keyclient.policy.parts.check import CheckPolicy
from keyclient.policy.parts.compare import ComparePolicy
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from keyclient.policy.parts.managers import ManagersPolicy
from keyclient.policy.parts.maturity import MaturityPolicy
from keyclient.policy.parts.overlap import OverlapPolicy
from keyclient.policy.parts.plan import PlanPolicy, check_plan
from keyclient.policy.parts.read import ReadPolicy
from keyclient.policy.parts.risk import RiskPolicy, check_risk
from keyclient.policy.parts.scale import ScalePolicy
from keyclient.policy.parts.segment import SegmentPolicy
from keyclient.policy.parts.tier import KeyPolicy, TierPolicy, check_key
from keyclient.policy.parts.today import TodayPolicy
from keyclient.policy.parts.what_if import WhatIfPolicy

Heading = Annotated[str, StringConstraints(min_length=1)]
"""A heading of a book."""

Rate = Annotated[float, Field(gt=0, le=1_000_000)]
"""Yuan for one unit of a currency."""

FilePath = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]*$")]
"""A path without control characters: in double quotes TOML reads the `\\b` of `C:\\books` as a backspace."""


class Policy(PolicyPart):
    """Everything that can be set: one table of `keyclient.toml` for each part."""

    title = Label("Top level", "顶层")

    book: Annotated[
        FilePath | None,
        Label("Book to read when the command names none.", "未指定表格时默认读取的文件。"),
    ] = None
    as_of: Annotated[
        dt.date | None,
        Label(
            "Data date. Unset: the date in the book, else the day its file was last modified.",
            "数据日期。未设置时取表内数据日期，否则取文件最后修改日期。",
        ),
    ] = None
    columns: Annotated[
        dict[str, Heading],
        Label('Headings of your books: field = "heading".', '本行表格的列名：字段名 = "列名"。'),
    ] = Field(default_factory=dict)
    currency: Annotated[
        dict[str, Rate],
        Label(
            "Rates of foreign currencies, yuan for one unit: USD = 7.1. Amounts without a rate are set aside.",
            '外币汇率，一单位外币折人民币元：USD = 7.1（或 "美元" = 7.1）。没有汇率的外币金额予以搁置。',
        ),
    ] = Field(default_factory=dict)
    read: ReadPolicy = ReadPolicy.usual()
    segment: SegmentPolicy = SegmentPolicy.usual()
    check: CheckPolicy = CheckPolicy.usual()
    key: KeyPolicy = KeyPolicy.usual()
    tier: TierPolicy = TierPolicy.usual()
    lifecycle: LifecyclePolicy = LifecyclePolicy.usual()
    funnel: FunnelPolicy = FunnelPolicy.usual()
    compare: ComparePolicy = ComparePolicy.usual()
    maturity: MaturityPolicy = MaturityPolicy.usual()
    managers: ManagersPolicy = ManagersPolicy.usual()
    risk: RiskPolicy = RiskPolicy.usual()
    overlap: OverlapPolicy = OverlapPolicy.usual()
    calendar: CalendarPolicy = CalendarPolicy.usual()
    plan: PlanPolicy = PlanPolicy.usual()
    today: TodayPolicy = TodayPolicy.usual()
    what_if: WhatIfPolicy = WhatIfPolicy.usual()
    batch: BatchPolicy = BatchPolicy.usual()
    scale: ScalePolicy = ScalePolicy.usual()

    @model_validator(mode="after")
    def _parts_agree(self) -> "Policy":
        check_key(self.key, self.tier)
        check_risk(self.risk, self.tier, self.funnel.families)
        check_plan(self.plan, self.tier, tuple(self.lifecycle.needs))
        return self
