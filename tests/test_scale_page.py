"""The page of engines is what happens, and names every option that is refused."""

import re
from inspect import getsource
from pathlib import Path

import pytest

from keyclient.analysis.analyses import ANALYSES
from keyclient.cli.options import unscaled
from keyclient.cli.options.engine import EngineOptions
from tests.followed import follow

PAGE = Path(__file__).parent.parent / "docs" / "scale.md"


@pytest.mark.judgement
def test_the_runs_go_as_the_page_says(tmp_path: Path) -> None:
    follow(PAGE, tmp_path)


def test_the_page_names_every_option_and_every_analysis() -> None:
    text = PAGE.read_text(encoding="utf-8")
    refused = set(re.findall(r'"(--[a-z-]+)"', getsource(unscaled)))
    assert len(refused) > 8
    own = {f"--{name.replace('_', '-')}" for name in EngineOptions._fields}
    analyses = {analysis.name for analysis in ANALYSES}
    assert [name for name in sorted(refused | own) if f"`{name}" not in text] == []
    assert [name for name in sorted(analyses) if f"`{name}" not in text] == []
