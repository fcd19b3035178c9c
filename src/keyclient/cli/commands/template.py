"""`keyclient template`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.start.session import current_session, say


def template_command(
    out: Annotated[
        Path,
        typer.Argument(
            metavar=say("FILE", "文件"), help=say(".xlsx; must not exist.", ".xlsx；不得已存在。")
        ),
    ] = Path("template.xlsx"),
    chosen: Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar=say("FIELD,FIELD,...", "字段，字段，…"),
            help=say("Columns, in this order (default: all).", "需要哪些列及其顺序。默认全部。"),
            show_default=False,
        ),
    ] = None,
) -> None:
    """An empty workbook to fill in."""
    from keyclient.cli.output.files import write_new, wrote
    from keyclient.template.choice import chosen_fields
    from keyclient.template.workbook import template_bytes

    session = current_session()
    write_new(out, template_bytes(out, chosen_fields(chosen), session.lang))
    session.narrator.note(wrote(out))
