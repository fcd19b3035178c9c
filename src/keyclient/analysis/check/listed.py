"""The lists of `check` about some of the customers alone."""

import numpy as np

from keyclient.analysis.check.calculate import Checked
from keyclient.model.portfolio import Loaded


def listed(checked: Checked, loaded: Loaded, top: int | None) -> Checked:
    """What is listed of a check: the `top` first gaps (None: all) and the issues of the customers asked for.

    `checked`: the check with all customers. An issue about no customer's row is left out.
    """
    among, trace = loaded.portfolio.listed, loaded.trace
    if among is None or trace is None:
        return checked
    gaps = tuple(gap for gap in checked.result.gaps if gap.row in among)
    owners = loaded.portfolio.frame["row"].to_numpy("int64")
    rows = trace.rows["row"].to_numpy("int64")
    first = np.where(trace.customer < 0, rows, owners[trace.customer] if len(owners) else rows)
    theirs = set(rows[np.isin(first, list(among))].tolist())
    pairs = [
        pair for pair in zip(checked.issues, checked.managers, strict=True) if (pair[0].row or 0) in theirs
    ]
    return Checked(
        checked.result.model_copy(update={"gaps": gaps[:top]}),
        tuple(issue for issue, _ in pairs),
        tuple(manager for _, manager in pairs),
        len(gaps),
    )
