"""Files of `funnel`: people read stages in their language, programs their names; the help names what can be written."""

import csv
import io
from pathlib import Path

import pytest

from keyclient.cli.output.delivery import CUSTOMERS, SUFFIXES
from tests.cli.test_masked_typing import STAGES
from tests.program import run


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.parametrize(
    ("lang", "says"),
    [("zh", ["潜在", "可能", "重点", "已成交"]), ("en", ["potential", "likely", "key", "closed"])],
)
def test_the_sheet_of_stages_says_them_in_the_language_and_csv_their_names(
    tmp_path: Path, lang: str, says: list[str]
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = tmp_path / "book.csv"
    book.write_text(STAGES, encoding="utf-8")
    for suffix in (".xlsx", ".csv"):
        assert run(["--lang", lang, "funnel", str(book), "-o", str(tmp_path / f"f{suffix}")]).code == 0
    content = io.BytesIO((tmp_path / "f.xlsx").read_bytes())
    sheet = openpyxl.load_workbook(content)["阶段" if lang == "zh" else "Stages"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == says
    rows = list(csv.DictReader((tmp_path / "f.csv").read_text("utf-8-sig").splitlines()))
    assert [row["stage"] for row in rows] == ["potential", "likely", "key", "closed"]


@pytest.mark.parametrize("command", ["segment", "tier", "lifecycle", "funnel", "check", "report"])
def test_the_help_of_out_names_exactly_the_files_that_the_command_writes(
    tmp_path: Path, command: str
) -> None:
    book = tmp_path / "book.csv"
    book.write_text(STAGES, encoding="utf-8")
    helped = (
        run([command, "--help"]).out.split("--out", 1)[1].split("--write-back", 1)[0].split("--open", 1)[0]
    )
    for suffix in (*SUFFIXES, CUSTOMERS):
        refused = (
            "the suffix decides the format and must be one of"
            in (
                said := run(["--lang", "en", command, str(book), "-o", str(tmp_path / f"answer{suffix}")]).err
            )
            or "CSV holds one" in said
        )
        assert refused is (suffix not in helped), suffix
