import importlib
import pkgutil
import re

import pytest

from keyclient.model import rules
from keyclient.model.label import Label
from keyclient.model.rules import RULES, Rule

_WORD = re.compile(r"\b[a-z]{3,}\b")


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


def test_no_code_is_given_twice() -> None:
    tables = [
        table
        for module in pkgutil.iter_modules(rules.__path__)
        for name, table in vars(importlib.import_module(f"{rules.__name__}.{module.name}")).items()
        if name.endswith("_RULES")
    ]
    codes = [code for table in tables for code in table]
    assert sorted(codes) == sorted(RULES)
    assert all(re.fullmatch(r"KC[1-5]\d\d", code) for code in codes)
