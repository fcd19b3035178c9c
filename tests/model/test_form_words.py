from pathlib import Path

import pytest

from keyclient.model.filled_in import FormKind
from keyclient.model.form_words import SAYING_MORE, status_words

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("kind", list(FormKind))
def test_every_word_for_a_status_stands_in_the_documentation(kind: FormKind) -> None:
    text = (DOCS / f"{kind.value}.md").read_text(encoding="utf-8")
    _, _, section = text.partition(
        "### Words for a status" if kind is FormKind.PLAN else "### Words for a result"
    )
    assert [word for word in status_words(kind) if word not in section.partition("\n## ")[0]] == []


@pytest.mark.parametrize("kind", list(FormKind))
def test_a_word_that_says_more_is_a_word(kind: FormKind) -> None:
    assert SAYING_MORE[kind] <= {word.replace(" ", "") for word in status_words(kind)}
