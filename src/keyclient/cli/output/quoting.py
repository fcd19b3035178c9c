"""Words as they are typed into a shell."""

import os
import re
import shlex

_SAFE = frozenset("-_./:=#+%@~")
"""What needs no quotation marks in any shell, besides letters and digits; some of it not as the first letter."""
_NOT_FIRST = ("#", "@", "~")
_EXPANDED = frozenset('"$`\\!')
"""What a shell of Unix reads as its own inside double quotation marks."""


def quoted(word: str, *, windows: bool = os.name == "nt") -> str:
    """A word as it is typed into a shell: cmd.exe or PowerShell on Windows, else a shell of Unix."""
    is_plain = all(
        letter.isalnum() or letter in _SAFE for letter in word.replace("\\", "" if windows else "\\")
    )
    if word and is_plain and not word.startswith(_NOT_FIRST):
        return word
    if windows:
        return '"' + re.sub(r'(\\*)("|$)', lambda part: part[1] * 2 + ('\\"' if part[2] else ""), word) + '"'
    return f'"{word}"' if _EXPANDED.isdisjoint(word) else shlex.quote(word)
