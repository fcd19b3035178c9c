"""Everything that can be said is said in both languages."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
import typer

import keyclient
from keyclient.cli.app import whole_program

SOURCES = sorted(path for path in Path(keyclient.__file__).parent.rglob("*.py") if path.name != "label.py")
"""All but the module that says what a label is."""
MAKERS = {"Label", "say"}
"""What takes the same words in English and Chinese: `Label(en, zh)`, and `say(en, zh)` for help texts."""


class Words(NamedTuple):
    """One label as it stands in the code."""

    place: str
    en: str
    zh: str


@cache
def _calls(source: Path) -> tuple[ast.Call, ...]:
    """The calls of a module, which is parsed once for all tests."""
    return tuple(
        node for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )


@cache
def _labels() -> tuple[Words, ...]:
    """The labels that are written out; those put together from others hold nothing of their own."""
    return tuple(words for source in SOURCES for words in _written_in(source))


def _written_in(source: Path) -> Iterator[Words]:
    for node in _calls(source):
        if isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            words = [item.value for item in node.args if isinstance(item, ast.Constant)]
            if len(words) == 2 and all(isinstance(word, str) for word in words):
                yield Words(f"{source.name}:{node.lineno}", str(words[0]), str(words[1]))


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_are_labels() -> None:
    assert len(_labels()) > 400


@pytest.mark.parametrize("side", ["en", "zh"])
def test_no_label_is_empty(side: str) -> None:
    assert [words.place for words in _labels() if not getattr(words, side).strip()] == []


def test_both_languages_have_the_same_places() -> None:
    assert [words.place for words in _labels() if _places(words.en) != _places(words.zh)] == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    half_width = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")
    assert [words for words in _labels() if half_width.search(words.zh)] == []


JOINED_FOR_PROGRAMS = {
    "label.py",
    "to_toml.py",
    "machine.py",
    "issue.py",
    "stage_offer.py",
    "verify.py",
    "rules.py",
    "record.py",
    "duckdb_files.py",
    "spark_files.py",
    "sql.py",
    "sql_table.py",
}
"""Where commas separate what a program reads, or what only developers do."""


def _joined_by_commas(source: Path) -> Iterator[str]:
    for node in _calls(source):
        if (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "join"
            and isinstance(node.func.value, ast.Constant)
            and str(node.func.value.value).strip() in {",", ";"}
        ):
            yield f"{source.name}:{node.lineno}"


def test_names_in_a_row_are_separated_as_each_language_does_it() -> None:
    """`listed` does it; a list that is joined by hand has to say what stands between its items in Chinese."""
    sources = [source for source in SOURCES if source.name not in JOINED_FOR_PROGRAMS]
    assert [place for source in sources for place in _joined_by_commas(source)] == []


def test_english_has_no_chinese_where_the_languages_differ() -> None:
    """Apart from units and headings of Chinese books, which have no English name."""
    chinese = re.compile(r"[\u4e00-\u9fff]+")
    kept = {"万", "万元", "亿元", "月日均", "年日均", "行长单", "关系单", "明星客户经理单"}
    strange = [words for words in _labels() if set(chinese.findall(words.en)) - kept]
    assert strange == []


def _options(command: object) -> Iterator[str]:
    for parameter in getattr(command, "params", ()):
        yield from parameter.opts
    for inner in getattr(command, "commands", {}).values():
        yield from _options(inner)


def test_every_option_that_is_spoken_of_exists() -> None:
    known = {"--help", *_options(typer.main.get_command(whole_program()))}
    spoken = {option for words in _labels() for option in re.findall(r"--[a-z][a-z-]*", words.en + words.zh)}
    assert "--map" in spoken
    assert spoken - known == set()
