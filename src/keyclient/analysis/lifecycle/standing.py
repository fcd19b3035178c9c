"""In which age band each customer stands, and whether a core need is open there, for `--what-if`."""

from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.age_band import band_label
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import people
from keyclient.analysis.common.standing import Standing, in_order_of
from keyclient.analysis.lifecycle.calculate import refuse_ageless
from keyclient.analysis.lifecycle.tally import has_core_gap
from keyclient.metrics.age import CORPORATE, UNKNOWN
from keyclient.model.label import Label
from keyclient.policy.models import Policy

_BANDS, _OPEN = Label("age band", "年龄段"), Label("with a core need open", "核心需求未满足的客户")
_BAND_OPEN = Label("{band}, core need open", "{band}，核心需求未满足")
_CORPORATE, _UNKNOWN_AGE = Label("corporate", "公司客户"), Label("age unknown", "年龄未知")
_STATES = 2
"""Of each band: with a core need open, and the others."""


def lifecycle_standing(inputs: Inputs, policy: Policy) -> Standing:
    """The age bands, each in two parts: with a core need open, and all others. Raises as `lifecycle`."""
    portfolio = inputs.loaded.portfolio
    needs = NeedMap(policy.lifecycle)
    everybody = people(portfolio, needs)
    refuse_ageless(portfolio, everybody)
    found = everybody.select("row", "place", has_core_gap(needs).alias("gap"))
    order = in_order_of(portfolio.frame["row"], np.asarray(found["row"].to_numpy()))
    place = np.asarray(found["place"].to_numpy(), dtype=np.int64)[order]
    is_open = np.asarray(found["gap"].fill_null(value=False).to_numpy(), dtype=bool)[order] & (place >= 0)
    bands = len(needs.bands)
    parts = np.where(is_open, place * _STATES, place * _STATES + 1)
    code = np.select([place == CORPORATE, place == UNKNOWN], [bands * _STATES, bands * _STATES + 1], parts)
    return Standing(
        what=_BANDS,
        attribute="band",
        groups=dict(_groups(needs)),
        code=code,
        focus=_OPEN,
        in_focus=is_open,
    )


def _groups(needs: NeedMap) -> Iterator[tuple[str, Label]]:
    for band in needs.bands:
        yield f"{band.name} open", _BAND_OPEN.filled(band=band_label(band))
        yield band.name, band_label(band)
    yield "corporate", _CORPORATE
    yield "unknown", _UNKNOWN_AGE
