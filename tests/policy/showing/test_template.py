"""The policy file to start from."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from keyclient.model.label import Lang
from keyclient.policy.loading.keys import dotted, keys
from keyclient.policy.models import Policy
from keyclient.policy.showing.template import policy_template
from tests.policy.support import load


@pytest.mark.parametrize("lang", Lang)
def test_fresh_file_changes_nothing(tmp_path: Path, lang: Lang) -> None:
    assert load(tmp_path, policy_template(lang)).policy == Policy()


@pytest.mark.parametrize("lang", Lang)
def test_file_with_every_line_uncommented_holds_every_key_at_its_default(tmp_path: Path, lang: Lang) -> None:
    text = re.sub(r'(?m)^# (("[^"]+"|[\w-]+) = |  {|]$)', r"\1", policy_template(lang)).partition(
        "[columns]"
    )[0]
    given = set(_names(tomllib.loads(text)))
    assert given == {path for path in keys() if path[0] != "columns"}
    assert load(tmp_path, text).policy == Policy()


@pytest.mark.parametrize("lang", Lang)
def test_file_gives_the_meaning_of_every_key(lang: Lang) -> None:
    text = policy_template(lang)
    missing = [
        dotted(key.path)
        for key in keys().values()
        if key.path[0] != "columns" and key.meaning.text(lang) not in text
    ]
    assert missing == []


def _names(values: dict[str, object], table: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _names(value, (*table, key))
        else:
            yield (*table, key)
