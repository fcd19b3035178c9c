from pathlib import Path

import pytest

from keyclient.batch.find.expected_branches import compare_branches, expected_branches
from keyclient.batch.record.refusals import BranchListError

LIST = "# 2026\n城东支行\n  滨江 支行 \n\n城东支行\nBranch 3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_list_has_one_branch_per_line_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "branches.txt"
    path.write_bytes(LIST.encode(encoding))
    assert expected_branches(path) == ("城东支行", "滨江 支行", "Branch 3")


def test_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BranchListError):
        expected_branches(tmp_path / "gone.txt")
    (tmp_path / "x").write_bytes(b"\xff\xff\xff")
    with pytest.raises(BranchListError):
        expected_branches(tmp_path / "x")


def test_branches_are_compared_without_width_case_and_blanks() -> None:
    found = compare_branches(
        ["城东支行", "滨江 支行", "BRANCH 3", "南湖支行"],
        ["滨江支行", "ｂranch３", "西门支行"],
        ["城东支行", "归档"],
    )
    assert (found.expected, found.present) == (4, 3)
    assert found.missing == ("南湖支行",)
    assert found.unexpected == ("西门支行",)
