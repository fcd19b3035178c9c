from pathlib import Path

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.source.limits import EXACT, GROWTH, WAITING, Growth, limits_for
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import write_parts

STEEP = Growth(seconds_per_mb=1024, seconds_per_part=1, memory_per_mb=1024, packed=3)
"""A second and a MiB for every KiB."""


def test_a_small_workbook_may_take_little_and_a_large_one_more(tmp_path: Path) -> None:
    policy = ReadPolicy(seconds=100, memory_mb=1000, least_seconds=6, least_memory_mb=200)
    small = limits_for(write_parts(tmp_path / "a", {"x": b"x"}), FileKind.XLSX, policy)
    assert (round(small.seconds), small.memory_mb) == (6, 200)
    assert (small.seconds_setting, small.memory_setting) == ("read.least_seconds", "read.least_memory_mb")
    two = write_parts(tmp_path / "b", {"x": b"x" * 4096, "y": b"y" * 1024})
    large = limits_for(two, FileKind.XLSX, policy, STEEP)
    assert (large.seconds, large.memory_mb) == (6 + 5 + 2, 205)


def test_the_slower_readers_may_take_as_many_times_longer_as_they_need(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a", {"x": b"x" * (4 << 20)})
    policy = ReadPolicy()
    fast, exact = (limits_for(path, FileKind.XLSX, policy, growth) for growth in (GROWTH, EXACT))
    assert (exact.seconds - policy.least_seconds) >= 10 * (fast.seconds - policy.least_seconds)
    assert exact.memory_mb == fast.memory_mb
    assert limits_for(path, FileKind.XLSX, ReadPolicy(seconds=9), EXACT).seconds == 9


def test_no_workbook_may_take_more_than_the_policy_allows(tmp_path: Path) -> None:
    policy = ReadPolicy(seconds=7, memory_mb=203, least_seconds=6, least_memory_mb=200)
    found = limits_for(write_parts(tmp_path / "a", {"x": b"x" * 5120}), FileKind.XLSX, policy, STEEP)
    assert found[:4] == (7, 203, "read.seconds", "read.memory_mb")
    assert found.wall_seconds == 7 * WAITING


@pytest.mark.parametrize(("kind", "size"), [(FileKind.XLS, 1), (FileKind.HTML, 1), (FileKind.PARQUET, 3)])
def test_what_is_no_package_is_as_large_as_its_file(tmp_path: Path, kind: FileKind, size: int) -> None:
    path = tmp_path / "book"
    path.write_bytes(bytes(2048))
    found = limits_for(path, kind, ReadPolicy(least_memory_mb=128), STEEP)
    assert found.memory_mb == 128 + size * 2


def test_the_limits_grow_by_what_the_pages_about_them_say() -> None:
    assert (GROWTH.seconds_per_mb, GROWTH.memory_per_mb) == (0.25, 5)
