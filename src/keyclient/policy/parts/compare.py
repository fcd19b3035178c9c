"""What moved between books (`compare`)."""

from typing import Annotated

from pydantic import Field, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyPart


class ComparePolicy(PolicyPart):
    """Comparing books (`compare`)."""

    title = Label("Comparing books", "多期对比")

    few: Annotated[
        int,
        Field(ge=1),
        Label(
            "Cells of the matrix with fewer customers are marked: they say little.",
            "迁移矩阵中客户数少于此数的格子予以标注：样本过少。",
        ),
    ] = 5
    z: Annotated[
        float,
        Field(gt=0, le=10),
        Label(
            "Width of the intervals of shares, in standard errors: 1.959964 means 95 %.",
            "占比区间的宽度（标准误倍数）：1.959964 即 95%。",
        ),
    ] = 1.959964
    vanished: Annotated[
        int,
        Field(ge=1),
        Label(
            "A manager or branch with so many customers in the book before and none now is first taken for an export that is "
            "not complete.",
            "客户经理或机构上期客户数达到此数而本期一个也没有的，先视为导出不全。",
        ),
    ] = 10
    rise: Annotated[
        float,
        Field(gt=0),
        Label(
            "A customer is on the rise if the line through her values gains this share of its start in half a year.",
            "客户各期数值拟合线半年增幅（相对起点）达到此比例的，计为上升客户。",
        ),
    ] = 0.30
    possible_books: Annotated[
        int,
        Field(ge=4),
        Label(
            "Books with a value of hers from which a rise is possible; in fewer she grew, and nothing more can be said.",
            "有数值的期数达到此数，方可称为可能上升；不足者仅称有增长。",
        ),
    ] = 4
    confirmed_books: Annotated[
        int,
        Field(ge=4),
        Label(
            "Books from which a rise is confirmed, if every value of the later half is above all of the earlier half.",
            "期数达到此数，且后半段各期均高于前半段各期的，称为确认上升。",
        ),
    ] = 6
    shuffles: Annotated[
        int,
        Field(ge=1, le=1000),
        Label(
            "Other orders of the books that are tried to tell what chance brings; all of them where there are no more.",
            "为估计偶然因素而打乱各期次序的次数；可能的次序不多于此数时全部采用。",
        ),
    ] = 24
    deviation_limit: Annotated[
        float,
        Field(gt=0),
        Label(
            "Limit for the deviation of a balance from its average, which the regulator sets for a bank as a whole: 4 %.",
            "时点余额偏离日均的上限，监管对全行口径的要求为 4%。",
        ),
    ] = 0.04
    quarter_ends: Annotated[
        int,
        Field(ge=1),
        Label(
            "Months at the end of a quarter whose mean growth of the average limits that of the next one.",
            "计算季末月份日均可计入上限时，取最近几个季末月份日均增长率的平均值。",
        ),
    ] = 4
    spike: Annotated[
        float,
        Field(gt=0),
        Label(
            "A balance at the end of a quarter stands out if it is above those of both books beside it by more than this.",
            "季末余额高于前后两期均超过此比例的，视为季末冲高。",
        ),
    ] = 0.20
    given_back: Annotated[
        float,
        Field(gt=0, le=1),
        Label(
            "Share of the rise to the end of the quarter that is gone in the next book, at least.",
            "季末冲高后下一期回落金额占冲高金额的最低比例。",
        ),
    ] = 0.5
    restated_listed: Annotated[
        int,
        Field(ge=0),
        Label(
            "Customers listed of each two books that differ on one balance, the largest differences first.",
            "两期对同一余额口径不一致时，各列出差异最大的客户数。",
        ),
    ] = 10

    @model_validator(mode="after")
    def _confirmed_needs_more_than_possible(self) -> "ComparePolicy":
        if self.confirmed_books < self.possible_books:
            raise Contradiction(
                Label(
                    "a confirmed rise needs no fewer books than a possible one",
                    "确认上升所需期数不得少于可能上升",
                ),
                "confirmed_books",
                "possible_books",
            )
        return self
