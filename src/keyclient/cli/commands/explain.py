"""`keyclient explain`."""

from typing import Annotated

import typer

from keyclient.cli.options.output import AnswerFormat, Format
from keyclient.cli.start.session import current_session, say


def explain_command(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar=say("CODE", "代码"),
            show_default=False,
            help=say("Issue code such as KC102 (default: all codes).", "例如 KC102。省略时列出全部代码。"),
        ),
    ] = None,
    format_: AnswerFormat = Format.TABLE,
) -> None:
    """What an issue code means."""
    from keyclient.analysis.guide.explain import explain, explain_report
    from keyclient.cli.output.answering import reply_alone

    result = explain(code)
    reply_alone(current_session(), format_, "explain", (result, explain_report(result)))
