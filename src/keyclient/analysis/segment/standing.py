"""In which class each customer stands, for `--what-if`."""

from collections.abc import Iterator

import narwhals as nw
import numpy as np
import pyarrow as pa

from keyclient.analysis.common.evidence.arrays import Numbers
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.standing import Floor, Standing
from keyclient.analysis.segment.calculate import study_of
from keyclient.analysis.segment.figures import Study
from keyclient.analysis.segment.grouping import LETTERS
from keyclient.metrics.classes import GRADES, grade_of
from keyclient.model.label import Label
from keyclient.policy.models import Policy

_CLASSES, _CLASS_A = Label("class", "类别"), Label("class A", "A 类客户")
_UNKNOWN = -1
"""The grade of a customer without a value."""


def segment_standing(inputs: Inputs, policy: Policy) -> Standing:
    """The classes by value. Raises as `segment`."""
    portfolio = inputs.loaded.portfolio
    study = study_of(portfolio, policy.segment)
    values = portfolio.frame["value"]
    column = nw.from_native(pa.table({"value": pa.array(values, from_pandas=True)}), eager_only=True)
    graded = column.select(grade_of(nw.col("value"), study.cuts).alias("grade"))["grade"]
    grade = np.asarray(graded.fill_null(_UNKNOWN).to_numpy(), dtype=np.int64)
    places = np.array([LETTERS.index(letter) for letter in (*GRADES, "U")])
    code = places[grade]  # the last one is that of the unknown
    return Standing(
        what=_CLASSES,
        attribute="class_",
        groups={letter: Label(letter, f"{letter}类") for letter in LETTERS},
        code=code,
        focus=_CLASS_A,
        in_focus=np.equal(code, 0),
        floors=dict(_floors(study, values.to_numpy("float64", na_value=np.nan))),
    )


def _floors(study: Study, values: Numbers) -> Iterator[tuple[str, Floor]]:
    """The values at which the classes A and B end; an empty class has none."""
    a, b = study.cuts.a, study.cuts.b
    for letter, cut, has_any in (("A", a, a.customers), ("B", b, b.customers > a.customers)):
        if cut.floor is not None and has_any:
            yield letter, Floor(study.measure.amount(cut.floor), study.measure, values)
