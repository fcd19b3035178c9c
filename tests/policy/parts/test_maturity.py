"""The part `[maturity]`: days that rise, a ladder to look at."""

from pathlib import Path

import pytest

from tests.policy.support import refusal


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("horizons = [60, 30]", "ascending"),
        ("horizons = []", "horizons"),
        ("horizons = [3650]\nstep = 1", "400 steps"),
        ("taken_over = 0", "taken_over"),
    ],
)
def test_what_contradicts_itself_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, f"[maturity]\n{text}")
