"""Regular expressions that are compiled when they are first used."""

import re

import pytest

from keyclient.model.regex import regex


def test_an_expression_does_what_a_compiled_one_does() -> None:
    found = regex("(?P<letter>[a-z])\\d", re.I)
    assert found.fullmatch("A1") is not None
    assert found.sub("x", "a1 b2") == "x x"
    assert [one["letter"] for one in found.finditer("a1 b2")] == ["a", "b"]
    assert (found.pattern, found.flags & re.I) == ("(?P<letter>[a-z])\\d", re.I)


def test_a_wrong_expression_is_found_out_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("a")
