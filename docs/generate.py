"""Writes the documentation pages generated from the code; with `--check` lists the stale ones."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.fields import fields_page
from generator.help import help_page
from generator.issues import issues_page
from generator.policy import policy_page
from generator.schema import ENVELOPES, schema_page

from keyclient.model.label import Lang

PAGES: dict[str, Callable[[], str]] = {
    "fields.md": fields_page,
    "issues.md": issues_page,
    "policy.md": policy_page,
    "cli.md": partial(help_page, Lang.EN),
    "cli.zh.md": partial(help_page, Lang.ZH),
    **{f"schema/{command}.json": partial(schema_page, command) for command in ENVELOPES},
}
"""Every generated file and the function that makes its text."""


def main() -> int:
    """Write or check every page; 1 when a check finds a stale one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if a page is stale")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent, help="folder of the pages")
    options = parser.parse_args()
    stale = _stale(options.folder)
    for path, text in stale.items():
        print(f"{'stale' if options.check else 'written'}: {path}")
        if not options.check:
            _write(path, text)
    if stale and options.check:
        print("Run: python docs/generate.py", file=sys.stderr)
    return 1 if stale and options.check else 0


def _stale(folder: Path) -> dict[Path, str | None]:
    """The files that differ from the generated text, with that text; None for a file that should not exist."""
    right: dict[Path, str | None] = {folder / name: page() for name, page in PAGES.items()}
    left_over: dict[Path, str | None] = {path: None for path in folder.glob("schema/*") if path not in right}
    return {path: text for path, text in (right | left_over).items() if _read(path) != text}


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


if __name__ == "__main__":
    sys.exit(main())
