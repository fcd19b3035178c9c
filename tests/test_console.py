"""How console blocks are read, so that a wrong README cannot pass."""

import pytest

from tests.console import Shown, shown_commands

PAGE = """# Title

<!-- not run -->
```console
$ pip install .
```

```console
$ one
first
...
last
$ two \\
> --more
```

```python
$ nothing
```
"""


def test_commands_are_found_with_their_line_and_output() -> None:
    assert list(shown_commands(PAGE)) == [
        Shown(5, "pip install .", (), runs=False),
        Shown(9, "one", ("first", "...", "last"), runs=True),
        Shown(13, "two --more", (), runs=True),
    ]


@pytest.mark.parametrize(
    ("output", "printed", "agrees"),
    [
        (("a", "b"), "a\nb\n", True),
        (("a", "b"), "a  \nb", True),
        (("a", "b"), "a\nb\nc\n", False),
        (("a", "b"), "a\n", False),
        (("a.",), "ab\n", False),
        ((" a",), "a\n", False),
        ((), "", True),
        ((), "a\n", False),
        (("a", "...", "z"), "a\nz\n", True),
        (("a", "...", "z"), "a\nb\n\nc\nz\n", True),
        (("a", "...", "z"), "a\nb\nz\nc\n", False),
        (("...", "z"), "a\nz\n", True),
    ],
)
def test_output_agrees_only_as_shown(output: tuple[str, ...], printed: str, agrees: bool) -> None:  # noqa: FBT001
    assert Shown(1, "x", output, runs=True).agrees(printed) is agrees


def test_block_without_a_command_is_an_error() -> None:
    with pytest.raises(AssertionError, match="line 2: a console block begins with a command"):
        list(shown_commands("```console\noutput\n```\n"))
