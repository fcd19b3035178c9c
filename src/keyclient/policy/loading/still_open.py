"""Whether lines of a policy file leave a bracket or a text of several lines open, so that no statement can end there."""

import re

_TOKEN = re.compile(r"'''|\"\"\"|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*|[\[\]{}]")
_ENDS = {
    '"""': re.compile(r'(?:\\.|[^\\"]|"(?!""))*"""', re.S),
    "'''": re.compile(r"(?:[^']|'(?!''))*'''", re.S),
}
"""The rest of a text of several lines, up to its end."""
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


class StillOpen:
    """Reads the lines of valid TOML one after the other, each once."""

    def __init__(self) -> None:
        self._depth, self._quote = 0, ""

    def after(self, line: str) -> bool:
        """Whether anything is open after the next line, which has its line end."""
        at = 0
        if self._quote:
            at = self._closed(line, 0)
        while not self._quote and (token := _TOKEN.search(line, at)):
            at = token.end()
            if token[0] in _ENDS:
                self._quote = token[0]
                at = self._closed(line, at)
            else:
                self._depth += _DEEPER.get(token[0], 0)
        return bool(self._quote) or self._depth > 0

    def _closed(self, line: str, at: int) -> int:
        """Where the line goes on after the text that is open, with the one or two quotes that may end it."""
        end = _ENDS[self._quote].match(line, at)
        if end is None:
            return len(line)
        quote, self._quote = self._quote[0], ""
        at = end.end()
        while line.startswith(quote, at) and at < end.end() + 2:
            at += 1
        return at
