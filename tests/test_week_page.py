"""The worked week is what happens: the commands of docs/week.md, and what people write in between."""

from pathlib import Path

import pytest

from tests.followed import follow

PAGE = Path(__file__).parent.parent / "docs" / "week.md"


@pytest.mark.judgement
def test_the_week_goes_as_the_page_says(tmp_path: Path) -> None:
    follow(PAGE, tmp_path)
