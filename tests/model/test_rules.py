import ast
import re
import string
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import keyclient
from keyclient.model.amount_unit import AmountUnit
from keyclient.model.amount_words import amount_words
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.model.rules.catalogue import CHAPTERS, RULES
from keyclient.model.rules.declared import declarations
from keyclient.model.rules.rule import Rule

_WORD = re.compile(r"\b[a-z]{3,}\b")
_UNIT = re.compile(r"\} ?(?:yuan|元)|in yuan:|单位：")
"""A unit that a sentence gives to whatever fills its place."""
_SOURCE = Path(keyclient.__file__).parent
_RETIRED = {"KC518"}
"""Codes that nothing raises any more. They stay explained, for older answers name them."""


DECLARED = [(name, thing) for chapter in CHAPTERS for name, thing in declarations(chapter)]
KINDS = {thing.rule.code: thing for _, thing in DECLARED if not isinstance(thing, Rule)}
"""The class of issues of each code that a book may raise; the codes of unattended runs have none."""


@pytest.mark.parametrize("code", list(RULES))
def test_every_code_has_title_sentence_remedy_and_example_in_both_languages(code: str) -> None:
    rule: Rule = RULES[code]
    for label in (rule.title, rule.message, rule.remedy, rule.shown_example):
        assert label.en.strip()
        assert label.zh.strip()


@pytest.mark.parametrize("code", list(RULES))
def test_an_example_in_words_is_told_in_both_languages(code: str) -> None:
    example = RULES[code].example
    assert isinstance(example, Label) or not _WORD.search(example)


def test_codes_are_unique_and_in_order() -> None:
    codes = [_rule(thing).code for _, thing in DECLARED]
    assert list(RULES) == sorted(codes)
    assert all(re.fullmatch(r"KC[1-8]\d\d", code) for code in codes)


def test_every_module_that_declares_rules_is_a_chapter() -> None:
    named = {chapter.__name__.rpartition(".")[2] for chapter in CHAPTERS}
    declaring = {
        path.stem
        for path in (_SOURCE / "model" / "rules").glob("*.py")
        if re.search(r"^@rule\(|^[A-Z_]+ = Rule\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert declaring == named


@pytest.mark.parametrize("code", list(RULES))
def test_the_places_of_a_sentence_are_the_typed_fields_of_its_issue(code: str) -> None:
    message = RULES[code].message
    typed = set(KINDS[code].places) if code in KINDS else set()
    assert [_places(message.en), _places(message.zh)] == [typed, typed]


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


AMOUNTS = (
    "amount",
    "amounts",
    "book_total",
    "difference",
    "earlier",
    "floor",
    "median",
    "otherwise",
    "read",
    "shown",
    "tied_value",
    "yuan",
)
"""The places that hold amounts."""
WITH_AMOUNTS = [(code, kind) for code, kind in KINDS.items() if not {*AMOUNTS}.isdisjoint(kind.places)]


@pytest.mark.parametrize(("code", "kind"), WITH_AMOUNTS)
def test_an_amount_in_a_sentence_has_its_unit_which_is_the_one_asked_for(
    code: str, kind: type[Issue]
) -> None:
    amount = amount_words(Decimal("1234567.8"))
    places: dict[str, Any] = {name: amount if name in AMOUNTS else Label("-", "-") for name in kind.places}
    issue = kind(**places)
    said = (issue.message(lang, unit) for lang in Lang for unit in AmountUnit)
    for text, amount_said in zip(
        said, ("1,234,567.80 yuan", "123.45678 ×10k yuan", "1,234,567.80元", "123.45678万元"), strict=True
    ):
        assert text.count(amount_said) == sum(name in AMOUNTS for name in kind.places)
    assert not any(map(_UNIT.search, (kind.rule.message.en, kind.rule.message.zh)))
    assert issue.sentence == Label(issue.message(Lang.EN), issue.message(Lang.ZH))


def test_titles_tell_the_codes_apart() -> None:
    for lang in Lang:
        titles = [rule.title.text(lang) for rule in RULES.values()]
        assert {title for title in titles if titles.count(title) > 1} == set()


def test_every_rule_is_raised_or_retired() -> None:
    used = {name for path in _SOURCE.rglob("*.py") if "rules" not in path.parts for name in _names(path)}
    assert {_rule(thing).code for name, thing in DECLARED if name not in used} == _RETIRED


def _rule(declared: Rule | type[Issue]) -> Rule:
    return declared if isinstance(declared, Rule) else declared.rule


def _names(path: Path) -> Iterator[str]:
    """The names that a module reads, not those that it only imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
