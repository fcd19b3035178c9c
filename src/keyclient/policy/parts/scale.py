"""How much of a portfolio is brought into memory when an engine computes it (`--engine`)."""

from typing import Annotated

from pydantic import Field

from keyclient.model.excel import ROWS
from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart


class ScalePolicy(PolicyPart):
    """How much of a portfolio is brought into memory when an engine computes it (`--engine`)."""

    title = Label("Portfolios of any size", "任意规模的客户数据")

    collected: Annotated[
        int,
        Field(ge=1),
        Label(
            "Most rows of one table of counts, such as the different amounts or groups, that are brought into memory.",
            "一次计数结果（如不同金额、不同分组）最多读入内存的行数。",
        ),
    ] = 2**20
    stage_names: Annotated[
        int,
        Field(ge=1),
        Label(
            "A column with more different texts than this is not taken for stages of a funnel.",
            "某列的不同取值超过此数时，不作为漏斗阶段列。",
        ),
    ] = 10_000
    one_by_one: Annotated[
        int,
        Field(ge=1),
        Label(
            "Customers who are brought into memory at most to be looked at one by one, such as those who may have a new number.",
            "需逐户核对的客户（如疑似更换客户号者）最多读入内存的户数。",
        ),
    ] = 2**17
    listed: Annotated[
        int,
        Field(ge=1, le=ROWS - 1),
        Label(
            "Customers whom one answer lists at most; a portfolio with more has all of them written into a folder (-o out/).",
            "一份结果最多列出的客户数；客户更多时，请写入文件夹（-o out/）。",
        ),
    ] = 100_000
