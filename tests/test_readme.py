"""What the README shows is what happens."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.console import Shown, shown_commands
from tests.program import typed

PROGRAM = "keyclient "
ROOT = Path(__file__).parent.parent
COMMANDS = tuple(shown_commands((ROOT / "README.md").read_text(encoding="utf-8")))
INSTALLS = [
    "pip install . && keyclient segment examples/book.xlsx",
    'pip install -e ".[dev]" && python -m pytest',
]


def test_only_the_two_commands_that_install_are_not_run() -> None:
    assert [shown.command for shown in COMMANDS if not shown.runs] == INSTALLS


def test_every_other_command_prints_what_the_readme_shows(tmp_path: Path) -> None:
    """In one folder with a copy of the examples, one after the other, standard error before standard output."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    runs = [shown for shown in COMMANDS if shown.runs]
    assert runs
    for number, shown in enumerate(runs):
        printed = _printed(shown, tmp_path, is_process=number == 0 or not shown.command.startswith(PROGRAM))
        assert shown.agrees(printed), f"README.md, line {shown.line}: {shown.command}\nprints\n{printed}"


def _printed(shown: Shown, folder: Path, *, is_process: bool) -> str:
    """A process of a shell for the first run of the program and for what is not the program; the others run here."""
    done = _shell(shown.command, folder) if is_process else _here(shown.command, folder)
    return done.stderr + done.stdout


def _here(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)[1:]
    if "--lang" in words:
        return typed(folder, *words, COLUMNS="100")
    done = typed(folder, "--lang", "en", *words, COLUMNS="100")
    done.stderr = done.stderr.replace(f"{PROGRAM}--lang en ", PROGRAM)  # offered as it was typed
    return done


def _shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KEYCLIENT_", "LC_", "LANG"))
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    environment = kept | {"PATH": path, "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
