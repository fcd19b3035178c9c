from typing import get_args

import pytest

from keyclient.ingest.columns.words import read_text
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from tests.ingest.columns.readings import read, values
from tests.ingest.texts import texts


def test_text_keeps_all_but_the_space_around_it() -> None:
    reading = read_text(texts([" 张 三\u3000", "NA", "null", "TRUE", "000123", "1E5", "—"]))
    assert values(reading) == ["张 三", "NA", "null", "TRUE", "000123", "1E5", None]


@pytest.mark.parametrize(
    "name", [name for name, spec in fields().items() if spec.column.reads is Reads.CHOICE]
)
def test_every_word_of_a_choice_means_a_value_that_the_field_takes(name: str) -> None:
    choices = fields()[name].column.choices
    for value, words in choices.items():
        assert set(values(read(name, *words, *(f" {word.upper()} " for word in words)))) == {value}
    allowed, _ = get_args(fields()[name].annotation)
    assert set(choices) == set(get_args(allowed))


@pytest.mark.parametrize(
    "name", [name for name, spec in fields().items() if spec.column.reads is Reads.CHOICE]
)
def test_no_word_of_a_choice_means_two_values(name: str) -> None:
    words = [word for words in fields()[name].column.choices.values() for word in words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("R3(平衡型)", "R3"),
        ("R3（平衡型）", "R3"),
        ("C3稳健型", "R3"),
        ("C3-平衡型", "R3"),
        ("平衡型（R3）", "R3"),
        ("R4 進取型", "R4"),
        ("平衡型", "R3"),
        ("穩健型", "R2"),
        ("R2/R3", None),
        ("PR3", None),
        ("R9(未知)", None),
    ],
)
def test_a_code_with_its_word_is_the_code(typed: str, meant: str | None) -> None:
    assert values(read("risk_rating", typed)) == [meant]
