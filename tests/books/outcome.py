"""What the program makes of a small book, in the words of its `NAME.expected.json`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from keyclient.errors import InputError
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from tests.program import Ended, run

Outcome: TypeAlias = dict[str, Any]
CHECK = ("check",)


def outcome(path: Path, command: Sequence[str] = CHECK) -> Outcome:
    """How `keyclient COMMAND BOOK -f json` ends.

    An answer: `exit`, `sheet`, `header_row`, `rows` (the receipt without zeros), `money` (yuan read by column),
    `as_of`, `groups` (names and customers, with `--by`), `issues` (warnings and errors as `KC101 C3 error`), `notes`.
    A refusal: `exit`, `refused` (its cause) and `says` (its sentence without the path).
    """
    ended = run(["--lang", "en", command[0], str(path), *command[1:], "--format", "json"])
    if ended.code == 2:
        return {"exit": 2, "refused": _cause(path, command), "says": _sentence(ended, path)}
    answer = json.loads(ended.out)
    source, groups = answer["sources"][0], answer["result"].get("groups") or []
    told = [(issue, _issue(issue)) for issue in answer["issues"]]
    return {
        "exit": ended.code,
        "sheet": source["sheet"],
        "header_row": source["header_row"],
        "rows": {name: count for name, count in source["rows"].items() if count},
        "money": {line["column"]: line["read"] for line in source["money"]},
        "as_of": answer["as_of"],
        "groups": {group["group"] or "": group["customers"] for group in groups},
        "issues": sorted(text for issue, text in told if issue["severity"] != "note"),
        "notes": [text.removesuffix(" note") for issue, text in told if issue["severity"] == "note"],
    }


def _issue(issue: dict[str, Any]) -> str:
    """`KC101 C3 error`; the sheet is that of the answer."""
    cell = (issue["cell"] or "").rpartition("!")[2]
    return " ".join(filter(None, (issue["code"], cell, issue["severity"])))


def _cause(path: Path, command: Sequence[str]) -> str:
    """The class of the refusal: what reading the book by itself raises."""
    measure = command[command.index("--measure") + 1] if "--measure" in command else None
    try:
        load(path, Request(measure=measure, needs_measure=command[0] == "segment"))
    except InputError as refusal:
        return type(refusal).__name__
    return "none"


def _sentence(ended: Ended, path: Path) -> str:
    """The only line on standard error, without the path."""
    lines = ended.err.strip().splitlines()
    assert lines, "a refusal says nothing"
    return lines[-1].replace(str(path), "BOOK")
