"""The limits of the customer classes and bands (`segment`)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyPart, Proportion

Reference = Annotated[float, Field(ge=0, le=1)]
"""A published share to compare a figure with."""


class SegmentPolicy(PolicyPart):
    """Classes, bands and concentration (`segment`)."""

    title = Label("Classes, bands and concentration", "分类、分档与集中度")

    measure: Annotated[
        str | None,
        Label(
            "Column to rank customers by: a field or a heading. Unset: the first of revenue, aum, or deposits + "
            "loans + investments found in the book; an average takes the place of a balance that the book lacks.",
            "客户排序指标：字段名或列名。未设置时依次取 revenue、aum、deposits + loans + investments 中表内已有者；无时点余额时以日均代替。",
        ),
    ] = None
    target: Annotated[
        Proportion,
        Label(
            "Share of the total value held by the vital few, and where class A ends (Pareto's 80/20; ABC "
            "analysis, Dickie 1951).",
            "关键少数客户须达到的价值占比，也是 A 类的分界（帕累托 80/20；ABC 分析，Dickie 1951）。",
        ),
    ] = 0.80
    cut: Annotated[
        Literal["share", "auto"],
        Label(
            "Where class A ends: share, at target; auto, at the point of this book's curve nearest to the ideal "
            "point, all value with no customers (computed ABC analysis, Ultsch and Lötsch 2015).",
            "A 类的分界方式：share 按 target；auto 取本表累计曲线上距理想点（0 客户占比、100% 价值占比）最近的一点"
            "（计算式 ABC 分析，Ultsch 与 Lötsch 2015）。",
        ),
    ] = "share"
    b_edge: Annotated[
        Proportion, Label("Share of the value at which class B ends.", "B 类的分界：累计价值占比。")
    ] = 0.95
    ties: Annotated[
        Literal["up", "down", "nearest"],
        Label(
            "Class of customers with equal values across a limit: up, the upper class; down, the lower one; "
            "nearest, whichever is nearer.",
            "数值相同且跨越分界的客户归入哪一类：up 归上一类，down 归下一类，nearest 归较近的一类。",
        ),
    ] = "up"
    tie_block: Annotated[
        Proportion,
        Label(
            "Report equal values shared by more than this share of the customers.",
            "数值相同的客户占比超过此值时予以提示。",
        ),
    ] = 0.10
    top_share: Annotated[
        Proportion,
        Label(
            "Top share of customers whose share of the value is reported (the 20 of 80/20).",
            "头部客户的人数占比，用于计算其价值占比（80/20 中的 20）。",
        ),
    ] = 0.20
    sensitivity: Annotated[
        tuple[Proportion, ...],
        Label(
            "Further targets for which the number of vital few is reported.",
            "除主目标外，另行测算关键少数客户数的目标占比。",
        ),
    ] = (0.75, 0.80, 0.85)
    bands: Annotated[
        tuple[Proportion, Proportion, Proportion],
        Label(
            "Upper limits of the bands high, mid and low, as shares of the customers by rank; the rest is band "
            "none.",
            "高、中、低利润三档的客户占比上限（按名次累计）；其余为无利润档。",
        ),
    ] = (0.08, 0.16, 0.24)
    reference_customers: Annotated[
        tuple[Reference, Reference, Reference, Reference],
        Label(
            "Reference share of the customers in each band, from training material on key-customer development.",
            "各档客户数占比的参考值，取自大客户开发培训资料。",
        ),
    ] = (0.08, 0.08, 0.08, 0.76)
    reference_value: Annotated[
        tuple[Reference, Reference, Reference, Reference],
        Label(
            "Reference share of the value in each band, from the same material.",
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
            raise Contradiction(Label("the limits must be in ascending order", "各档上限必须递增"), "bands")
        return self
