"""Everything that can be wrong with a book: one declaration a rule. The codes never change meaning."""

from keyclient.model.rules.rule import SEVERITIES, Rule, Severity

__all__ = ["SEVERITIES", "Rule", "Severity"]
