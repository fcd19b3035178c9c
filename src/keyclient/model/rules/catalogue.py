"""The catalogue of all rules by code."""

from keyclient.model.rules import (
    archive,
    averages,
    balances,
    batch_files,
    batch_results,
    cells,
    changes,
    compare_scale,
    deadlines,
    figures,
    files,
    filled_in,
    funnel,
    latest_date,
    layout,
    lifecycle,
    maturity,
    moves,
    occasions,
    overlap,
    periods,
    plan,
    plausibility,
    portfolio,
    portfolio_ages,
    portfolio_columns,
    readings,
    repeats,
    restated,
    risk,
    rows,
    segment,
    series,
    statuses,
    tables,
    tiers,
    today,
    totals,
    verify,
    what_if,
)
from keyclient.model.rules.declared import declarations
from keyclient.model.rules.rule import Rule

CHAPTERS = (
    cells,
    tables,
    layout,
    files,
    rows,
    repeats,
    periods,
    latest_date,
    totals,
    figures,
    archive,
    plausibility,
    readings,
    balances,
    averages,
    segment,
    tiers,
    restated,
    lifecycle,
    funnel,
    series,
    maturity,
    risk,
    moves,
    occasions,
    statuses,
    changes,
    batch_files,
    batch_results,
    overlap,
    plan,
    deadlines,
    filled_in,
    verify,
    today,
    what_if,
    portfolio,
    portfolio_ages,
    portfolio_columns,
    compare_scale,
)
"""Where rules are declared."""


_ALL = [
    declared if isinstance(declared, Rule) else declared.rule
    for chapter in CHAPTERS
    for _, declared in declarations(chapter)
]

RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
"""Every rule by its code, in order."""
