"""Who holds a product family, in memory: the same answers as the expression of SQL gives."""

from collections.abc import Callable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.portfolio.arrow_values import Column
from keyclient.ingest.portfolio.reading import Want
from keyclient.ingest.portfolio.tables import FrameColumn, HeldBy

Said = Callable[[HeldBy], tuple[Column, Column]]


def held_values(column: FrameColumn, said: Said) -> Column:
    """1 where it is held, 0 where it is not, null where nobody says."""
    own = [_answers(by, said) for by in column.held]
    yes, no = _any([answer[0] for answer in own]), _any([answer[1] for answer in own])
    if column.known:
        others = [_answers(by, said) for by in column.known]
        spoken = _any([answer for pair in others for answer in pair[:2]])
        unread = _any([answer[2] for answer in own])
        no = pc.or_(no, pc.and_(spoken, pc.invert(unread)))
    known = pc.or_(yes, no)
    return pc.if_else(known, yes.cast(pa.int64()), pa.scalar(None, pa.int64()))


def _answers(by: HeldBy, said: Said) -> tuple[Column, Column, Column]:
    """Whether each cell says yes, says no, or is filled and says neither."""
    values, filled = said(by)
    if by.reading.want is Want.TEXT:
        yes = pc.is_in(values, value_set=pa.array(by.yes, pa.string()))
        no = pc.is_in(values, value_set=pa.array(by.no, pa.string()))
    else:
        yes = pc.fill_null(pc.greater(values, 0), fill_value=False)
        no = pc.fill_null(pc.less_equal(values, 0), fill_value=False)
    return yes, no, pc.and_(filled, pc.invert(pc.or_(yes, no)))


def _any(answers: Sequence[Column]) -> Column:
    found = answers[0]
    for other in answers[1:]:
        found = pc.or_(found, other)
    return found
