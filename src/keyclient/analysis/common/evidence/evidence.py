"""What each book says for each reason about each customer, with nothing that only a later book knows."""

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.calendar_evidence import calendar_findings
from keyclient.analysis.common.evidence.finding import Finding
from keyclient.analysis.common.evidence.money_evidence import money_findings
from keyclient.analysis.common.evidence.relation_evidence import relation_findings
from keyclient.analysis.common.evidence.structure_evidence import structure_findings

__all__ = ["Finding", "evidence"]


def evidence(books: RiskBooks, book: int) -> tuple[Finding, ...]:
    """Every reason about the customers of one book (0 is the oldest), in the order of `REASONS`."""
    families = (money_findings, relation_findings, structure_findings, calendar_findings)
    return tuple(found for findings in families for found in findings(books, book))
