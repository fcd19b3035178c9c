"""How serious the warning about each customer is, for `--what-if`."""

import numpy as np

from keyclient.analysis.common.evidence.given_books import given_books
from keyclient.analysis.common.evidence.severity import GREY, SEVERITY_NAMES
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.standing import Standing
from keyclient.analysis.risk.assessed import assessed
from keyclient.analysis.risk.face import SEVERITIES
from keyclient.model.label import Label
from keyclient.policy.models import Policy

_SEVERITY = Label("warning", "预警等级")
_WARNED = Label("key customers with a warning", "有预警的重点客户")
_OTHERS = Label("not a key customer", "非重点客户")


def risk_standing(inputs: Inputs, policy: Policy) -> Standing:
    """The warnings about key customers; all others are one group. Raises as `risk`."""
    found = assessed(given_books(inputs, policy))
    severity = np.asarray(found.severity)
    return Standing(
        what=_SEVERITY,
        attribute="severity",
        groups={**{name: SEVERITIES[name] for name in SEVERITY_NAMES}, "others": _OTHERS},
        code=np.where(found.key, severity, len(SEVERITY_NAMES)),
        focus=_WARNED,
        in_focus=found.key & (severity < GREY),
        key=found.key,
    )
