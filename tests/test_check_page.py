"""The worked example of docs/check.md is what the program computes."""

import json
import re
from pathlib import Path

import pytest

from tests.analysis.check.checking import checked

PAGE = (Path(__file__).parent.parent / "docs" / "check.md").read_text(encoding="utf-8")
BOOK = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[-1]
EXAMPLES = re.findall(r"^\| `([^`]+)` \| (\S+) \|$", PAGE.rpartition("## Worked example")[2], re.MULTILINE)
RESULT = json.loads(
    checked(BOOK, {"retail_file": ["name", "birth_date", "phone"]}).result.model_dump_json(by_alias=True)
)


def _found(value: object, path: list[str]) -> object:
    """The figure at the end of a path; an item of a list is known by its first key."""
    for name in path:
        if isinstance(value, list):
            value = next(item for item in value if next(iter(item.values())) == name)
        else:
            assert isinstance(value, dict)
            value = value[name]
    return value


def test_there_is_an_example_of_every_part() -> None:
    parts = {path.split()[0] for path, _ in EXAMPLES}
    assert {"findings", "gross_positive", "managers", "archive", "damaged_ids", "contact"} <= parts


@pytest.mark.parametrize(("path", "said"), EXAMPLES)
def test_worked_example_is_what_the_program_computes(path: str, said: str) -> None:
    found = _found(RESULT, path.split())
    if isinstance(found, str):
        assert found == said
    else:
        assert float(str(found)) == pytest.approx(float(said), abs=5e-7)


def test_the_policys_defaults_are_those_of_the_page() -> None:
    from keyclient.policy.parts.check import CheckPolicy

    policy = CheckPolicy()
    assert f"`stale_days` ({policy.stale_days})" in PAGE
    assert f"at least {policy.systematic_cells} are wrong" in PAGE
    assert policy.systematic == 0.5
    assert "more than half of the judged numbers" in PAGE
