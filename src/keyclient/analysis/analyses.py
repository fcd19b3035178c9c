"""All analyses, in the order in which they are shown. A new one is one more line here."""

from keyclient.analysis.check.face import CHECK
from keyclient.analysis.common.face import Analysis
from keyclient.analysis.compare.face import COMPARE
from keyclient.analysis.funnel.face import FUNNEL
from keyclient.analysis.lifecycle.face import LIFECYCLE
from keyclient.analysis.maturity.face import MATURITY
from keyclient.analysis.overlap.face import OVERLAP
from keyclient.analysis.plan.face import PLAN
from keyclient.analysis.risk.face import RISK
from keyclient.analysis.segment.face import SEGMENT
from keyclient.analysis.tier.face import TIER
from keyclient.analysis.today.face import TODAY

ANALYSES: tuple[Analysis, ...] = (
    SEGMENT,
    TIER,
    LIFECYCLE,
    FUNNEL,
    COMPARE,
    MATURITY,
    RISK,
    OVERLAP,
    PLAN,
    TODAY,
    CHECK,
)


def analysis_named(name: str) -> Analysis:
    """The analysis of this name. Raises KeyError where there is none."""
    return {analysis.name: analysis for analysis in ANALYSES}[name]
