"""Two portfolios in the same units: amounts that one has in more decimals than the other are one scale."""

from collections.abc import Mapping
from dataclasses import replace

import narwhals as nw

from keyclient.analysis.common.refusals import UNRANKED, EarlierMeasureError
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.scan import Scan


def in_one_unit(old: Scan, new: Scan) -> tuple[Scan, Scan]:
    """Both with every measure in the most decimals that either has; money is in fen. What a measure is called says the newer.

    Without decimals in one, both have none: nothing adds them up.
    Raises `EarlierMeasureError` where they are not measured by the same.
    """
    if old.measure is None or new.measure is None or old.measure.name != new.measure.name:
        names = [UNRANKED if one.measure is None else one.measure.label for one in (old, new)]
        raise EarlierMeasureError(book=old.sources[0].path, measure=names[0], today=names[1])
    value = _common(old.measure, new.measure)
    further = {
        name: _common(old.further[name], own) for name, own in new.further.items() if name in old.further
    }
    first, second = (_scaled(scan, value, further) for scan in (old, new))
    return first, second


def _common(old: Measure, new: Measure) -> Measure:
    if old.decimals is None or new.decimals is None:
        return replace(new, decimals=None)
    return replace(new, decimals=2 if new.kind is MeasureKind.MONEY else max(old.decimals, new.decimals))


def _scaled(scan: Scan, value: Measure, further: Mapping[str, Measure]) -> Scan:
    """A portfolio in these units; its columns keep their names."""
    own = {} if scan.measure is None else {"value": (scan.measure, value)}
    own |= {
        measure.columns[0]: (measure, further[name])
        for name, measure in scan.further.items()
        if name in further
    }
    factors = {
        column: 10 ** ((unit.decimals or 0) - (measure.decimals or 0))
        for column, (measure, unit) in own.items()
    }
    changed = [nw.col(name) * factor for name, factor in factors.items() if factor != 1]
    columns = () if scan.measure is None else scan.measure.columns
    return replace(
        scan,
        frame=scan.frame.with_columns(*changed) if changed else scan.frame,
        measure=replace(value, columns=columns),
        further={
            name: replace(further.get(name, one), columns=one.columns) for name, one in scan.further.items()
        },
    )
