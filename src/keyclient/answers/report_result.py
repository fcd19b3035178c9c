"""What `report` answers: the JSON contract of the command."""

from functools import cache

from pydantic import Field, create_model

from keyclient.analysis.analyses import ANALYSES
from keyclient.model.contract import Contract


class Lacking(Contract):
    """An analysis that the book has no data for."""

    analysis: str
    reason: str
    """In the language of the run."""
    fields: tuple[str, ...]
    """A column for one of these fields would allow it; empty if no column is missing."""


@cache
def report_model() -> type[Contract]:
    """The model of the result: one field an analysis, then what could not be analysed and the issues."""
    results = {analysis.name: (analysis.result() | None, None) for analysis in ANALYSES}
    model: type[Contract] = create_model(
        "ReportResult",
        __base__=Contract,
        __doc__="The results of all analyses by name, each as its own command gives it; null where the book has no data for one.",
        **results,  # type: ignore[call-overload]
        lacking=(tuple[Lacking, ...], Field()),
        issues=(
            dict[str, tuple[str, ...]],
            Field(
                default_factory=dict,
                description="By analysis: the codes of the issues that a reader of it has to know.",
            ),
        ),
    )
    return model
