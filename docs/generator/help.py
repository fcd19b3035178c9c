"""Generates the page of commands: the `--help` of each, for a terminal of 100 columns."""

import json
import os
import subprocess
import sys
from pathlib import Path

from generator.markdown import page
from keyclient.model.label import Label, Lang

_HEAD = Label(
    "# Commands\n\nThe help of every command. 中文见 [cli.zh.md](cli.zh.md)。",
    "# 命令\n\n各命令的帮助。See [cli.md](cli.md) for English.",
)
_PROGRAM = Path(__file__).with_name("helps.py")
_STEERING = ("KEYCLIENT_", "TYPER_", "_TYPER_", "GITHUB_", "FORCE_COLOR", "PY_COLORS")
"""Environment variables that change the look of help; they are removed, so that the page is the same everywhere."""


def help_page(lang: Lang) -> str:
    """The help of the program and of every command in one language, without colours."""
    sections = [_section(words, text) for words, text in _helps(lang).items()]
    return page(_HEAD.text(lang), *sections)


def _section(words: str, text: str) -> str:
    called = f"keyclient {words}".rstrip()
    return f"## `{called}`\n\n```text\n{text}\n```"


def _helps(lang: Lang) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_STEERING)}
    environment = kept | {"TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, str(_PROGRAM), "--lang", lang.value]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    helps: dict[str, str] = json.loads(done.stdout)
    return helps
