import os
from pathlib import Path

import pytest

from keyclient.cli.input.portfolio_way import goes_to_engine


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_pipe_is_not_asked_whether_it_is_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would wait for somebody who writes."""
    pipe = tmp_path / "客户.xlsx"
    os.mkfifo(pipe)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    assert not goes_to_engine([pipe], None)
