from pathlib import Path

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.source import limits as limiting
from keyclient.ingest.source.limits import limits_for
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import write_parts


def test_a_small_workbook_may_take_little_and_a_large_one_more(tmp_path: Path) -> None:
    policy = ReadPolicy(seconds=100, memory_mb=1000, least_seconds=6, least_memory_mb=200)
    small = limits_for(write_parts(tmp_path / "a", {"x": b"x"}), FileKind.XLSX, policy)
    assert (round(small.seconds), small.memory_mb) == (6, 200)
    assert (small.seconds_setting, small.memory_setting) == ("read.least_seconds", "read.least_memory_mb")
    large = limits_for(write_parts(tmp_path / "b", {"x": b"x" * (20 << 20)}), FileKind.XLSX, policy)
    assert (round(large.seconds), large.memory_mb) == (11, 300)


def test_no_workbook_may_take_more_than_the_policy_allows(tmp_path: Path) -> None:
    policy = ReadPolicy(seconds=7, memory_mb=210, least_seconds=6, least_memory_mb=200)
    found = limits_for(write_parts(tmp_path / "a", {"x": b"x" * (20 << 20)}), FileKind.XLSX, policy)
    assert found == (7, 210, "read.seconds", "read.memory_mb")
    assert found.wall_seconds == 7 * limiting.WAITING


@pytest.mark.parametrize(
    ("kind", "size"), [(FileKind.XLS, 1), (FileKind.HTML, 1), (FileKind.PARQUET, limiting.PACKED)]
)
def test_what_is_no_package_is_as_large_as_its_file(tmp_path: Path, kind: FileKind, size: int) -> None:
    path = tmp_path / "book"
    path.write_bytes(bytes(1 << 20))
    found = limits_for(path, kind, ReadPolicy(least_memory_mb=128))
    assert found.memory_mb == 128 + size * limiting.MEMORY_PER_MB
