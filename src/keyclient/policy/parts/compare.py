"""What moved between books (`compare`)."""

from typing import Annotated

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart


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
