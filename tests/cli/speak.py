"""Shows a sample report as a command would: `python -m tests.cli.speak REPORT FORMAT LANG`."""

import os
import sys
from collections.abc import Callable

from keyclient.cli.start.exits import run, show
from keyclient.cli.start.narrator import narrator
from keyclient.model.label import Label, Lang
from keyclient.model.report import Report
from keyclient.model.rules.cells import DateUnreadable
from keyclient.render.answer import Answer, View
from keyclient.render.formats import RENDERERS
from keyclient.render.screen import screen_of
from tests.render import sample
from tests.render.test_formats import ENVELOPE

BORN = Label("出生日期\x1b[2J👍", "出生日期\x1b[2J👍")
REPORTS: dict[str, Callable[[], Report]] = {
    "segment": sample.segment,
    "nasty": sample.nasty,
    "long": lambda: sample.segment(50_000),
}


def _speak(report: str, form: str, lang: Lang) -> None:
    speaker = narrator(lang, os.environ)
    speaker.note(Label("Reading 客户.xlsx", "读取 客户.xlsx"))
    speaker.issues([DateUnreadable("客户!F17", field_name=BORN)], "客户 1.xlsx")
    view = View(lang, screen_of(sys.stdout, os.environ))
    show(RENDERERS[form](Answer(REPORTS[report](), ENVELOPE), view))


def main() -> int:
    """Runs it to its exit code."""
    report, form, lang = sys.argv[1:]
    return run(lambda: _speak(report, form, Lang(lang)), lambda: narrator(Lang(lang), os.environ))


if __name__ == "__main__":
    sys.exit(main())
