"""How customers are ranked and grouped, and how many are listed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from typer.models import OptionInfo

from keyclient.analysis.common.face import ListedBy
from keyclient.cli.start.session import say
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.analysis.common.only import Only as OnlyFilter
    from keyclient.policy.models import Policy

Measure = Annotated[
    str | None,
    typer.Option(
        "--measure",
        "-m",
        metavar="FIELD|HEADING",
        help=say("Column to rank customers by.", "客户按什么排序。"),
        show_default=False,
    ),
]

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="FIELD|HEADING",
        help=say("Column to group customers by.", "同时按此列分组。"),
        show_default=False,
    ),
]


Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="FIELD=VALUE",
        help=say(
            "List only customers with this value of a field or heading, such as manager=ZHANG, or of this age band, such as "
            "band=40-49; figures stay those of the whole book. Repeatable.",
            "名单只列出该字段或列为此值的客户，例如 manager=张三；或该年龄段的客户，例如 band=40-49。各项数字仍为全表口径。可多次使用。",
        ),
        show_default=False,
    ),
]
OnlyOfNobody = Annotated[list[str] | None, typer.Option("--only", hidden=True)]
"""The same for an analysis that lists no customers, so that it can say so."""


class ListedOnly(NamedTuple):
    """Which customers the command line wants listed."""

    pairs: Sequence[str] = ()
    """As `field=value`; empty: all."""
    made: Sequence[ListedBy] = ()
    """What the analysis makes of the customers that it lists."""
    mask: bool = False
    """Whether what was typed must not be repeated."""
    is_told: bool = False
    """Whether the headline of the answer, which is shown, says whom its lists are about."""

    def read(self, policy: "Policy") -> "OnlyFilter | None":
        """What was typed, as analyses take it; None: all customers are listed. Raises as `parse_only`."""
        if not self.pairs:
            return None
        from keyclient.cli.input.only import parse_only

        return parse_only(self, policy)


ALL_LISTED = ListedOnly()


def top_option(help_: Label) -> OptionInfo:
    """`--top`, with what it counts."""
    option: OptionInfo = typer.Option(
        "--top", metavar="N|all", help=say(help_.en, help_.zh), show_default=False
    )
    return option
