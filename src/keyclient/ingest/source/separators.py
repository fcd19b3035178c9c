"""Which separator a delimited text uses, by its first lines."""

import io
from itertools import islice

from keyclient.ingest.source.records import Records

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_ROWS = 50

Cut = tuple[str, int]
"""A separator, and the number of cells that most lines have with it."""


def guess_cut(text: str) -> Cut:
    """The separator that gives most of the first lines the same number of cells, and the most cells.

    Where every line is wrapped whole in quotation marks, what is inside them counts.
    """
    cuts = {delimiter: _evenness(text, delimiter) for delimiter in DELIMITERS}
    if not any(usual for _, usual in cuts.values()):
        inner = "\n".join(row[0] if row else "" for row in _sampled(text, DELIMITERS[0]))
        cuts = {delimiter: _evenness(inner, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=cuts.__getitem__)
    return best, max(cuts[best][1], 1)


def cut_by(text: str, delimiter: str) -> Cut:
    """The same for a separator that the text names."""
    return delimiter, max(_evenness(text, delimiter)[1], 1)


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    widths = [len(row) for row in _sampled(text, delimiter) if row]
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0, 0
    usual = max(set(cut), key=lambda width: (cut.count(width), width))
    return round(cut.count(usual) / len(widths), 1), usual


def _sampled(text: str, delimiter: str) -> list[list[str]]:
    return list(islice(Records(io.StringIO(text, newline=""), delimiter, 1), SAMPLE_ROWS))
