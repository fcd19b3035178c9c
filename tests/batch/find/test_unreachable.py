"""Shares that are offline during a run: the last known results of their books are kept and marked as old."""

import errno
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from keyclient.batch.find import books as find
from keyclient.batch.run.retry import ToRetry
from tests.batch.shares import contents, placed, ran, small_book

EAST = "001,张三,城东支行,王芳,100.10,2026-10-31"
SOUTH = "002,李四,城南支行,王芳,250.05,2026-10-31"
SCHEMA = Path(__file__).parents[3] / "docs" / "schema"


def _consolidated(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "consolidated.json").read_text(encoding="utf-8"))
    return found["result"]  # type: ignore[no-any-return]


def _two(tmp_path: Path) -> list[Path]:
    small_book(tmp_path / "east" / "a.csv", EAST)
    small_book(tmp_path / "south" / "b.csv", SOUTH)
    return [tmp_path / "east", tmp_path / "south"]


def _away(share: Path) -> Path:
    return share.rename(share.with_name(share.name + ".away"))


def test_books_of_an_offline_share_count_with_their_last_known_figures(tmp_path: Path) -> None:
    sources, out = _two(tmp_path), tmp_path / "out"
    listed = placed(tmp_path / "branches.txt", "城东支行\n城南支行\n".encode())
    ran(sources, out, expect=listed)
    before, whole = contents(out), _consolidated(out)
    _away(sources[1])
    found = ran(sources, out, expect=listed)
    assert found.became() == {"a.csv": "unchanged", "b.csv": "out_of_reach"}
    counts = found.record.counts
    assert (counts.books, counts.whole, counts.out_of_reach, found.record.exit_code) == (2, 1, 1, 1)
    assert found.record.stale == ("books/south/b.csv.keyclient.xlsx",)
    assert found.record.branches is not None
    assert found.record.branches.missing == ()
    assert _consolidated(out) == {**whole, "stale": ["south/b.csv"]}
    made_again = {"consolidated.xlsx", "consolidated.json", ".keyclient/whole.json"}
    assert {name for name, content in contents(out).items() if before[name] != content} == made_again
    schema = json.loads((SCHEMA / "run.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((out / "run.json").read_text(encoding="utf-8")), schema)


def test_unchanged_books_are_not_read_again_when_their_share_is_back(tmp_path: Path) -> None:
    sources, out = _two(tmp_path), tmp_path / "out"
    ran(sources, out)
    before = contents(out)
    away = _away(sources[1])
    ran(sources, out)
    away.rename(sources[1])
    found = ran(sources, out)
    assert found.became() == {"a.csv": "unchanged", "b.csv": "unchanged"}
    assert (found.record.stale, found.record.exit_code) == ((), 0)
    assert contents(out) == before


def test_where_no_source_answers_the_results_stay_as_they_are(tmp_path: Path) -> None:
    sources, out = _two(tmp_path), tmp_path / "out"
    ran(sources, out)
    before = contents(out)
    for source in sources:
        _away(source)
    for settings in ((), ("segment.top_share=0.3",)):
        found = ran(sources, out, *settings)
        assert contents(out) == before
        assert found.record.exit_code == 1
        assert [output.path for output in found.record.outputs] == ["consolidated.xlsx", "consolidated.json"]
        assert len(found.record.stale) == 2


def test_books_in_a_closed_folder_are_kept_and_deleted_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "east" / "a.csv", EAST)
    small_book(share / "east2" / "c.csv", EAST.replace("001", "003"))
    small_book(share / "south" / "b.csv", SOUTH)
    ran(share, out)
    (share / "south" / "b.csv").unlink()
    listed = find._list_folder

    def closed(folder: Path) -> object:
        if folder.name == "east":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return listed(folder)

    with monkeypatch.context() as patch:
        patch.setattr(find, "_list_folder", closed)
        for _ in range(2):
            found = ran(share, out)
            assert found.became() == {"a.csv": "out_of_reach", "c.csv": "unchanged"}
            assert (_consolidated(out)["customers"], _consolidated(out)["stale"]) == (2, ["s/east/a.csv"])
    assert ran(share, out).became() == {"a.csv": "unchanged", "c.csv": "unchanged"}


def test_figures_of_another_policy_are_not_consolidated(tmp_path: Path) -> None:
    sources, out = _two(tmp_path), tmp_path / "out"
    ran(sources, out)
    away = _away(sources[1])
    found = ran(sources, out, "segment.top_share=0.3")
    assert found.became() == {"a.csv": "done"}
    assert (_consolidated(out)["customers"], _consolidated(out)["stale"]) == (1, [])
    assert found.record.stale == ("books/south/b.csv.keyclient.xlsx",)
    away.rename(sources[1])
    assert ran(sources, out, "segment.top_share=0.3").line("b.csv").status == "done"


def test_share_that_is_no_longer_a_source_is_not_consolidated(tmp_path: Path) -> None:
    sources, out = _two(tmp_path), tmp_path / "out"
    ran(sources, out)
    found = ran(sources[0], out)
    assert found.became() == {"a.csv": "unchanged"}
    assert _consolidated(out)["customers"] == 1


def test_retry_reads_new_books_in_a_folder_that_was_closed(tmp_path: Path) -> None:
    sources, out = _two(tmp_path), tmp_path / "out"
    away = _away(sources[1])
    assert ran(sources, out).became() == {"a.csv": "done"}
    small_book(sources[0] / "new.csv", EAST, SOUTH)
    away.rename(sources[1])
    found = ran(sources, out, retry=out / "run.json")
    assert found.became() == {"a.csv": "not_retried", "new.csv": "not_retried", "b.csv": "done"}
    assert _consolidated(out)["customers"] == 2


def test_retry_of_a_folder_that_was_closed_leaves_unchanged_books_alone(tmp_path: Path) -> None:
    sources, out = _two(tmp_path), tmp_path / "out"
    small_book(sources[1] / "c.csv", SOUTH)
    ran(sources, out)
    away = _away(sources[1])
    ran(sources, out)
    away.rename(sources[1])
    small_book(sources[1] / "c.csv", SOUTH.replace("250.05", "300.00"))
    found = ran(sources, out, retry=out / "run.json")
    assert found.became() == {"a.csv": "not_retried", "b.csv": "unchanged", "c.csv": "done"}
    assert (found.record.counts.whole, found.record.exit_code) == (3, 0)


def test_folder_with_the_same_beginning_as_a_closed_one_is_another(tmp_path: Path) -> None:
    wanted = ToRetry(frozenset(["s/x.csv"]), frozenset(["s/east"]))
    assert [key in wanted for key in ("s/x.csv", "s/east/a.csv", "s/east2/a.csv", "s/y.csv")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_copy_of_a_book_that_is_out_of_reach_does_not_count_beside_it(tmp_path: Path) -> None:
    small_book(tmp_path / "east" / "a.csv", EAST)
    small_book(tmp_path / "south" / "客户 - 副本.csv", EAST)
    small_book(tmp_path / "south" / "b.csv", SOUTH)
    sources, out = [tmp_path / "east", tmp_path / "south"], tmp_path / "out"
    ran(sources, out)
    whole = _consolidated(out)
    assert whole["customers"] == 2
    _away(sources[0])
    found = ran(sources, out)
    assert found.became() == {"a.csv": "out_of_reach", "b.csv": "unchanged"}
    copies = {file.path: file.copy_of for file in found.record.passed_over}
    assert copies == {"south/客户 - 副本.csv": "east/a.csv"}
    assert {**_consolidated(out), "stale": []} == whole


def test_a_copy_counts_where_nothing_is_known_of_its_original(tmp_path: Path) -> None:
    small_book(tmp_path / "east" / "a.csv", EAST)
    small_book(tmp_path / "south" / "客户 - 副本.csv", EAST)
    sources, out = [tmp_path / "east", tmp_path / "south"], tmp_path / "out"
    away = _away(sources[0])
    assert ran(sources, out).became() == {"客户 - 副本.csv": "done"}
    away.rename(sources[0])
    found = ran(sources, out)
    assert found.became() == {"a.csv": "done"}
    assert _consolidated(out)["customers"] == 1
