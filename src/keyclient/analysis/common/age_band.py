"""Age bands in words, and `band=` for the lists of every analysis."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from keyclient.analysis.common.face import ListedBy
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.policy.models import Policy
    from keyclient.policy.parts.needs import AgeBand


def band_label(band: "AgeBand") -> Label:
    """An age band in words."""
    if band.is_last:
        return Label(band.name, f"{band.low}岁及以上")
    return Label(band.name, f"{band.high}岁以下" if band.low == 0 else f"{band.name}岁")


def _bands(policy: "Policy") -> Mapping[str, Label]:
    return {band.name: band_label(band) for band in policy.lifecycle.bands}


BAND = ListedBy("band", Label("age band", "年龄段"), _bands)
"""The reader says who is in a band (`Portfolio.listed`), so that it filters every list."""
