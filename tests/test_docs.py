"""The generated pages are those that the code says, and the written ones lead somewhere."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from shutil import copyfile, copytree
from types import ModuleType
from unittest.mock import patch

import pytest
import typer
from jsonschema import Draft202012Validator

from keyclient.cli.app import whole_program
from keyclient.model.fields import fields
from keyclient.model.rules.catalogue import RULES
from keyclient.policy.loading.keys import KeyPath, dotted, is_entry, keys
from tests.program import typed

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "examples" / "README.md"]


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    """`docs/generate.py`, which works out each page once; the gate runs it as a process of its own."""
    with pytest.MonkeyPatch.context() as monkey:
        monkey.syspath_prepend(str(DOCS))
        module = import_module("generate")
        monkey.setattr(module, "PAGES", {name: cache(page) for name, page in module.PAGES.items()})
        yield module


def _generated(generate: ModuleType, *arguments: str) -> tuple[int, str, str]:
    """Exit code and both streams."""
    out, err = StringIO(), StringIO()
    with patch.object(sys, "argv", ["generate.py", *arguments]), redirect_stdout(out), redirect_stderr(err):
        code = int(generate.main())
    return code, out.getvalue(), err.getvalue()


def _commands(command: object, before: str = "keyclient") -> Iterator[tuple[str, object]]:
    below = getattr(command, "commands", {})
    if not below:
        yield before, command
    for name, inner in below.items():
        yield from _commands(inner, f"{before} {name}")


def _told_as(path: KeyPath) -> str:
    """The row of the policy's page that tells of a key: that of its entry, where it is one of several of an entry."""
    return dotted(path[:-1] if is_entry(path[:-1]) else path)


COMMANDS = dict(_commands(typer.main.get_command(whole_program())))


def test_no_generated_page_is_stale(generate: ModuleType) -> None:
    assert _generated(generate, "--check") == (0, "", "")


def test_check_names_every_stale_page_and_writing_mends_it(generate: ModuleType, tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path))
    copytree(DOCS / "schema", tmp_path / "schema")
    for page in ("policy.md", "cli.md", "cli.zh.md"):
        copyfile(DOCS / page, tmp_path / page)
    (tmp_path / "issues.md").write_text("old")
    (tmp_path / "schema" / "gone.json").write_text("{}")
    code, told, _ = _generated(generate, "--check", *folder)
    assert code == 1
    assert set(told.splitlines()) == {
        f"stale: {tmp_path / name}" for name in ("issues.md", "fields.md", "schema/gone.json")
    }
    assert _generated(generate, *folder)[0] == 0
    assert not (tmp_path / "schema" / "gone.json").exists()
    assert (tmp_path / "issues.md").read_bytes() == (DOCS / "issues.md").read_bytes()


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("fields.md", list(fields())),
        ("issues.md", list(RULES)),
        ("policy.md", [_told_as(path) for path in keys() if path[0] != "columns"]),
        ("cli.md", list(COMMANDS)),
        ("cli.zh.md", list(COMMANDS)),
    ],
)
def test_page_names_everything_it_is_about(page: str, names: list[str]) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert [name for name in names if not re.search(rf"(`|### ){re.escape(name)}(`|\n)", text)] == []


def test_no_page_holds_colours() -> None:
    assert [page.name for page in PAGES if "\x1b" in page.read_text(encoding="utf-8")] == []


def test_every_command_that_writes_json_has_a_schema() -> None:
    with_json = {name.split()[1] for name, command in COMMANDS.items() if "--format" in _options(command)}
    of_batch, of_options = {"run", "dry_run"}, {"what_if"}
    assert {path.stem for path in DOCS.glob("schema/*.json")} == with_json | of_batch | of_options


@pytest.mark.parametrize(
    "arguments",
    [
        ["segment", "examples/book.xlsx", "--by", "branch"],
        ["segment", "examples/book.xlsx", "--measure", "products", "--lang", "zh"],
        ["lifecycle", "examples/book.xlsx", "--by", "branch"],
        ["tier", "examples/book.xlsx", "--by", "branch"],
        ["tier", "examples/book.xlsx", "--preset", "cards", "--top", "all", "--lang", "zh"],
        [
            "funnel",
            "examples/book.xlsx",
            "--by",
            "source",
            "--window",
            "90",
            "--compare",
            "examples/book.xlsx",
        ],
        ["check", "examples/book.xlsx"],
        ["columns", "examples/book.xlsx"],
        ["explain"],
        ["policy", "show"],
    ],
    ids=" ".join,
)
def test_json_of_a_command_fits_its_schema(arguments: list[str]) -> None:
    done = typed(ROOT, *arguments, "--format", "json")
    schema = json.loads((DOCS / "schema" / f"{arguments[0]}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [
        error.message for error in Draft202012Validator(schema).iter_errors(json.loads(done.stdout))
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def _options(command: object) -> set[str]:
    return {option for parameter in getattr(command, "params", ()) for option in parameter.opts}


def test_no_page_holds_the_marks_of_a_merge_that_was_not_finished() -> None:
    marks = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
    assert [page for page in PAGES if marks.search(page.read_text(encoding="utf-8"))] == []
