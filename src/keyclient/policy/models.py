"""The policy: every cut-off of every analysis with its default, unit and source. One model per analysis.

The `Label` beside a type says what the key means; `keyclient policy show`, the commented policy file and the
documentation are read from it.
"""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from keyclient.model.label import Label

Part = Annotated[float, Field(gt=0, lt=1)]
"""A share strictly between 0 and 1."""

Reference = Annotated[float, Field(ge=0, le=1)]
"""A published share that a figure is set beside."""

Heading = Annotated[str, StringConstraints(min_length=1)]
"""A heading of a book."""

FilePath = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]*$")]
"""A path without control characters: in double quotes TOML makes a backspace of the `\\b` in `C:\\books`."""


class Contradiction(ValueError):
    """Two values that are right alone and wrong together; `keys` are their names within the part."""

    def __init__(self, rule: Label, *keys: str) -> None:
        super().__init__(rule.en)
        self.rule = rule
        self.keys = keys


class PolicyPart(BaseModel):
    """A table of `keyclient.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    title: ClassVar[Label]


class SegmentPolicy(PolicyPart):
    """Classes, bands and concentration (`segment`)."""

    title = Label("Classes, bands and concentration", "分类、分档与集中度")

    measure: Annotated[
        str | None,
        Label(
            "What customers are ranked by: a field or a heading. Unset: the first of revenue, aum, or "
            "deposits + loans + investments that the book has.",
            "客户按什么排序：字段名或列名。未设置时依次取 revenue、aum，或 deposits + loans + investments 中表内已有者。",
        ),
    ] = None
    target: Annotated[
        Part,
        Label(
            "Share of the value that the vital few must reach, and at which class A ends (Pareto's 80/20; ABC "
            "analysis, Dickie 1951).",
            "关键少数客户须达到的价值占比，也是 A 类的分界（帕累托 80/20；ABC 分析，Dickie 1951）。",
        ),
    ] = 0.80
    b_edge: Annotated[
        Part, Label("Share of the value at which class B ends.", "B 类的分界：累计价值占比。")
    ] = 0.95
    ties: Annotated[
        Literal["up", "down", "nearest"],
        Label(
            "Where a block of equal values goes that crosses an edge: to the upper class, the lower one, or the "
            "one that is nearer.",
            "数值相同且跨越分界的客户归入哪一类：up 归上一类，down 归下一类，nearest 归较近的一类。",
        ),
    ] = "up"
    tie_block: Annotated[
        Part,
        Label(
            "A block of equal values larger than this share of the customers is announced.",
            "数值相同的客户超过此占比时予以提示。",
        ),
    ] = 0.10
    top_share: Annotated[
        Part,
        Label(
            "Share of the customers whose value share is told (the 20 of 80/20).",
            "头部客户的人数占比，用于计算其价值占比（80/20 中的 20）。",
        ),
    ] = 0.20
    sensitivity: Annotated[
        tuple[Part, ...],
        Label(
            "Targets for which the vital few are told beside the main one.",
            "除主目标外，另行测算关键少数客户数的目标占比。",
        ),
    ] = (0.75, 0.80, 0.85)
    bands: Annotated[
        tuple[Part, Part, Part],
        Label(
            "Upper edges, in shares of the customers by rank, of the bands high, mid and low; the rest is none.",
            "按名次排列，高、中、低利润三档的客户占比上界；其余为无利润档。",
        ),
    ] = (0.08, 0.16, 0.24)
    reference_customers: Annotated[
        tuple[Reference, Reference, Reference, Reference],
        Label(
            "Reference share of customers per band, from training material on key-customer development.",
            "各档客户数占比的参考值，取自大客户开发培训资料。",
        ),
    ] = (0.08, 0.08, 0.08, 0.76)
    reference_value: Annotated[
        tuple[Reference, Reference, Reference, Reference],
        Label(
            "Reference share of value per band, from the same material.",
            "各档价值占比的参考值，出处同上。",
        ),
    ] = (0.84, 0.13, 0.03, 0.0)

    @model_validator(mode="after")
    def _edges_rise(self) -> "SegmentPolicy":
        if self.target >= self.b_edge:
            raise Contradiction(
                Label("target must be below b_edge", "target 必须小于 b_edge"), "target", "b_edge"
            )
        if not self.bands[0] < self.bands[1] < self.bands[2]:
            raise Contradiction(Label("the edges must rise", "各档上界必须递增"), "bands")
        return self


class ReadPolicy(PolicyPart):
    """How books are read."""

    title = Label("How books are read", "表格的读取")

    sheet: Annotated[
        str | None,
        Label(
            "Sheet to read. Unset: the one whose headings match best.",
            "读取的工作表。未设置时取列名最匹配者。",
        ),
    ] = None
    date_order: Annotated[
        Literal["dmy", "mdy"] | None,
        Label(
            "How dates such as 03/04/2026 are meant. Unset: only dates that can be meant one way are read.",
            "03/04/2026 这类日期的顺序：dmy 日月年，mdy 月日年。未设置时只读取没有歧义的日期。",
        ),
    ] = None
    seconds: Annotated[
        float,
        Field(gt=0),
        Label(
            "A workbook that takes more seconds to parse is refused.", "解析时间（秒）上限，超过则拒绝读取。"
        ),
    ] = 120.0
    memory_mb: Annotated[
        int,
        Field(ge=128),
        Label(
            "A workbook that needs more memory (MiB) to parse is refused.",
            "解析内存（MiB）上限，超过则拒绝读取。",
        ),
    ] = 2048
    contradiction: Annotated[
        Part,
        Label(
            "A heading is not taken for a field when more than this share of its filled cells cannot be read as it.",
            "非空单元格中无法识别的占比超过此值时，该列不作为对应字段。",
        ),
    ] = 0.5
    measure_filled: Annotated[
        Part,
        Label(
            "A field is taken as the measure by default when at least this share of the rows has a readable value.",
            "可识别数值的行占比不低于此值时，该字段才可默认作为排序指标。",
        ),
    ] = 0.5
    unit_median_yuan: Annotated[
        float,
        Field(gt=0),
        Label(
            "A money column in 万元 or 亿元 whose median positive value exceeds this many yuan is reported: "
            "its unit looks wrong.",
            "以万元或亿元为单位的金额列，正值中位数超过此金额（元）时提示单位可能有误。",
        ),
    ] = 100_000_000.0


class Policy(PolicyPart):
    """Everything that can be set. `keyclient.toml` has one table a part."""

    title = Label("At the top", "顶层")

    book: Annotated[
        FilePath | None,
        Label("The book that is read when none is named.", "未指定表格时默认读取的文件。"),
    ] = None
    as_of: Annotated[
        dt.date | None,
        Label(
            "The data date. Unset: the book's own, else the day its file was last changed.",
            "数据日期。未设置时取表内数据日期，否则取文件最后修改日期。",
        ),
    ] = None
    columns: Annotated[
        dict[str, Heading],
        Label('Headings of your books: field = "heading".', '本行表格的列名：字段名 = "列名"。'),
    ] = Field(default_factory=dict)
    read: ReadPolicy = ReadPolicy()
    segment: SegmentPolicy = SegmentPolicy()
