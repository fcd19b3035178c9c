"""Where the classes and bands of customers end (`segment`)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from keyclient.model.label import Label
from keyclient.policy.base import Contradiction, Part, PolicyPart

Reference = Annotated[float, Field(ge=0, le=1)]
"""A published share that a figure is set beside."""


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
    cut: Annotated[
        Literal["share", "auto"],
        Label(
            "Where class A ends: share, at target; auto, at the point of the curve of this book that is nearest to "
            "the ideal of everything held by nobody (computed ABC analysis, Ultsch and Lötsch 2015).",
            "A 类的分界方式：share 按 target；auto 取本表累计曲线上距理想点（0 客户占比、100% 价值占比）最近的一点"
            "（计算式 ABC 分析，Ultsch 与 Lötsch 2015）。",
        ),
    ] = "share"
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
