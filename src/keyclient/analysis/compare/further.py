"""What `compare` tells beside the buckets: who rises or slips, what stayed in the bank, balances that are not what they seem."""

from collections.abc import Iterator

from keyclient.analysis.compare.attrition_table import attrition_sentence, attrition_table
from keyclient.analysis.compare.dressing_tables import dressing_sentence, dressing_tables
from keyclient.analysis.compare.inside_words import inside_sentence
from keyclient.analysis.compare.restated_table import restated_table
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.rising_table import rising_note, rising_sentence, rising_table
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.report import Sentence, Table


def further_sentences(result: CompareResult) -> Iterator[Sentence]:
    """One of each that there is anything to say about."""
    told = (
        rising_sentence(result),
        inside_sentence(result),
        attrition_sentence(result),
        dressing_sentence(result),
    )
    return (sentence for sentence in told if sentence is not None)


def further_tables(result: CompareResult, look: CompareLook) -> Iterator[Table | None]:
    """Whom to call first, then balances; None in place of one without rows."""
    yield rising_table(result, look)
    yield attrition_table(result, look)
    yield from dressing_tables(result, look)
    yield restated_table(result)


def further_notes(result: CompareResult, look: CompareLook) -> Iterator[Sentence]:
    """By what it was told."""
    note = rising_note(result, look)
    if note is not None:
        yield note
