"""What another policy would change, tried beside the one in force."""

from typing import Annotated

import typer

from keyclient.cli.start.session import say
from keyclient.errors import UsageError
from keyclient.model.label import Label

WhatIf = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if",
        metavar="KEY=VALUE",
        help=say(
            "Compare with another value of the policy: who comes in, who goes out, such as tiers.gold.floor=60万; a range "
            "(40万..80万/5万) gives a curve. Repeatable.",
            "与策略的另一取值比较：谁进入、谁退出，例如 tiers.gold.floor=60万；写成区间（40万..80万/5万）则逐档测算。可多次使用。",
        ),
        show_default=False,
    ),
]


class WrittenBackError(UsageError):
    """`--what-if` together with `--write-back`."""

    sentence = Label(
        "--what-if is a trial and is not written into the workbook. Leave out --write-back, or use --out.",
        "--what-if 只是测算，不写入原工作簿。请去掉 --write-back，或改用 --out。",
    )


class JudgedError(UsageError):
    """`--what-if` together with `--verify`."""

    sentence = Label(
        "--verify judges a plan and --what-if tries another policy. Run the command once for each.",
        "--verify 用于检查计划，--what-if 用于测算策略，请分两次运行。",
    )


class OtherMeasureError(UsageError):
    """The two policies rank customers by different columns."""

    sentence = Label(
        "{what}: the policy in force ranks customers by {base}, this one by {reform}. Name one column for both with --measure.",
        "{what}：现行策略按{base}排序，测算策略按{reform}排序。请用 --measure 指定同一指标。",
    )


USUAL = Label("the first measure that the book has", "表内首个可用指标")
"""What customers are ranked by where the tiers of a policy name nothing."""
