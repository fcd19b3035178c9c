"""Regular expressions that are compiled when they are first used."""

import importlib
import re
from pathlib import Path
from typing import cast

import pytest

import keyclient
from keyclient.model.regex import _Later, regex


def test_an_expression_does_what_a_compiled_one_does() -> None:
    found = regex("(?P<letter>[a-z])\\d", re.I)
    assert found.fullmatch("A1") is not None
    assert found.sub("x", "a1 b2") == "x x"
    assert [one["letter"] for one in found.finditer("a1 b2")] == ["a", "b"]
    assert (found.pattern, found.flags & re.I) == ("(?P<letter>[a-z])\\d", re.I)


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiling = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compiling(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    found = regex("ab+")
    assert compiled == []
    assert found.fullmatch("abb") is not None
    assert found.fullmatch("a") is None
    assert compiled == ["ab+"]


def test_every_expression_of_the_program_can_be_compiled() -> None:
    expressions = [
        one
        for name in _modules()
        for one in vars(importlib.import_module(name)).values()
        if isinstance(one, _Later)
    ]
    assert len(expressions) > 100
    for one in expressions:
        assert cast("re.Pattern[str]", one).groups >= 0


def _modules() -> list[str]:
    """Those that have expressions; what they need is imported with them."""
    root = Path(keyclient.__file__).parent
    return [
        ".".join(path.relative_to(root.parent).with_suffix("").parts)
        for path in sorted(root.rglob("*.py"))
        if "model.regex import" in path.read_text(encoding="utf-8")
    ]


def test_a_wrong_expression_is_found_out_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("a")
