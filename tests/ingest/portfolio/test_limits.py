"""What killed runs leave is removed by the next one, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from keyclient.ingest.portfolio.limits import remove_stale, spill_folder


def test_only_the_folders_of_our_own_dead_runs_are_removed(tmp_path: Path) -> None:
    with spill_folder(tmp_path) as alive:
        name = alive.name
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    killed, running = (
        tmp_path / name.replace(f"-{os.getpid()}-", f"-{process}-") for process in (dead.pid, os.getppid())
    )
    elsewhere = tmp_path / name.replace(".keyclient-spill-", ".keyclient-spill-other").replace(
        f"-{os.getpid()}-", f"-{dead.pid}-"
    )
    for folder in (killed, running, elsewhere, tmp_path / ".keyclient-spill-x"):
        folder.mkdir()
    (killed / "kept_0.parquet").touch()
    (tmp_path / f"{killed.name}link").symlink_to(running)
    remove_stale(tmp_path)
    assert not killed.exists()
    assert {entry.name for entry in tmp_path.iterdir()} == {
        running.name,
        elsewhere.name,
        ".keyclient-spill-x",
        f"{killed.name}link",
    }
