"""Numbers that have lost digits: what Excel keeps of a long number may be that of several customers."""

from collections.abc import Collection

import pandas as pd

_KEPT = 15
"""The digits of a number that Excel keeps."""


def perhaps_rounded(ids: "pd.Series", rounded: Collection[str]) -> "pd.Series":
    """The ids of which one in `rounded` may be all that Excel has left, those themselves included."""
    own = ids.dropna().astype("str")
    long = own[own.isin(list(rounded)) | own.str.fullmatch(r"\d{16,}").to_numpy(dtype=bool)]
    kept = {_kept(text) for text in rounded}
    return long[[text in rounded or _kept(text) in kept for text in long]]


def _kept(text: str) -> tuple[int, str]:
    return len(text), text[:_KEPT]
