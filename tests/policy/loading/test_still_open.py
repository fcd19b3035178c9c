import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.policy.loading.file import statements
from keyclient.policy.loading.still_open import StillOpen

VALUES = st.sampled_from(
    [
        "1",
        '"]"',
        "'['",
        '"a\\"["',
        "[]",
        "[\n1, # ]\n2\n]",
        "[[\n1],[\n]]",
        '"""a\n]b"""',
        '"""a"" \\""" [\n"""""',
        "'''a\n[''\n'''''",
        '{a = [1,\n2], b = "}"}',
        '"" # [',
        "[\"\"\"\n\"\"\", '''\n''',\n]",
    ]
)


@given(st.lists(VALUES, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_statements_are_those_that_parse_at_the_first_line_end(values: list[str], end: str) -> None:
    lines = [f"k{at} = {value}" if at % 3 else f"[t{at}] # {at}" for at, value in enumerate(values)]
    text = "".join(f"{line}\n" for line in lines).replace("\n", end)
    tomllib.loads(text)
    found = [statement.text for statement in statements(text)]
    assert "".join(found) == text
    assert len(found) == len(lines)


@pytest.mark.parametrize(
    ("lines", "opened"),
    [
        (["a = [\n", "1,\n", "]\n"], [True, True, False]),
        (['a = """\n', '\\"""\n', '""""\n'], [True, True, False]),
    ],
)
def test_what_is_open_is_told_line_by_line(lines: list[str], opened: list[bool]) -> None:
    still_open = StillOpen()
    assert [still_open.after(line) for line in lines] == opened
