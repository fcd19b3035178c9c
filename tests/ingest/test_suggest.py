from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.refusals import HeadingNotFound, NoMeasure
from keyclient.ingest.suggest import listed
from keyclient.model.label import Lang
from tests.ingest.writing import ANY, read, write_csv

BOOK = "客户号 | AUM余额合计 | 存款余额（折人民币） | 积分\nC1 | 5 | 6 | 7"


def refusal(folder: Path, measure: str | None, book: str = BOOK) -> str:
    with pytest.raises((HeadingNotFound, NoMeasure)) as found:
        read(write_csv(folder, book), replace(ANY, measure=measure))
    assert "{" not in found.value.text(Lang.ZH)
    return found.value.text(Lang.EN)


def test_a_field_that_the_book_lacks_is_refused_with_the_nearest_heading_and_what_to_type(
    tmp_path: Path,
) -> None:
    text = refusal(tmp_path, "aum")
    assert "Nearest: AUM余额合计" in text
    assert 'type --map aum="AUM余额合计"' in text
    assert 'type --map deposits="存款余额（折人民币）"' in refusal(tmp_path, "存款")
    assert 'type --map birth_date="…"' in refusal(tmp_path, "birth_date")


def test_a_heading_that_means_no_field_is_refused_with_the_nearest_alone(tmp_path: Path) -> None:
    text = refusal(tmp_path, "总积分")
    assert "Nearest: 积分. Columns: 客户号" in text
    assert "--map" not in text


def test_a_book_without_a_measure_says_what_to_type_for_a_column_of_numbers(tmp_path: Path) -> None:
    text = refusal(tmp_path, None)
    assert 'Type for example --measure "AUM余额合计", or --map aum="AUM余额合计".' in text
    assert refusal(tmp_path, None, "客户号 | 备用\nC1 | 甲").endswith("columns with numbers: -.")


def test_of_very_many_headings_the_first_are_listed_with_their_number() -> None:
    assert listed([]) == "-"
    assert listed(["甲", "乙"]) == "甲, 乙"
    assert listed([str(number) for number in range(16_384)]).endswith("38, 39, … (16384)")
