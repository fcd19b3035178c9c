"""The result of `segment` from the figures of a book, or of a portfolio that an engine computes."""

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.segment import figures
from keyclient.analysis.segment.figures import Study
from keyclient.analysis.segment.grouping import Group
from keyclient.analysis.segment.ranking import RankedCustomer
from keyclient.analysis.segment.result import SegmentResult, Theil
from keyclient.metrics.classes import class_totals


def assembled(
    study: Study,
    *,
    ends: figures.Spans,
    customers: int,
    top: LazyRows[RankedCustomer],
    grouped: tuple[LazyRows[Group], Theil] | tuple[None, None],
) -> SegmentResult:
    """The result of a study. `ends`: of its classes; `customers`: all, those without a value too."""
    profile, amount = study.profile, study.measure.amount
    blank = customers - profile.known
    return SegmentResult(
        measure=study.measure.name,
        customers=customers,
        blank=blank,
        total=amount(profile.net),
        gross_positive=amount(profile.gross),
        gross_negative=amount(profile.loss),
        vital_few=figures.vital_few(study),
        top_share=figures.top_share(study),
        classes=tuple(
            figures.value_class(study, held, ends) for held in class_totals(profile, study.cuts, blank)
        ),
        bands=figures.bands(study),
        concentration=figures.concentration(study),
        whale=figures.whale(study),
        sensitivity=figures.sensitivity(study),
        top=top,
        groups=grouped[0],
        theil=grouped[1],
        a_edge=figures.a_edge(study),
        tie_blocks=figures.tie_blocks(study),
        curve=figures.curve(study),
    )
