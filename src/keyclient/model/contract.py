"""What every part of a JSON answer has in common."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A part of a JSON answer: frozen and closed.

    Its checks are built on first use, not on import, and the docstrings under its fields are read by the
    documentation alone: both would cost every start of the program more than the analysis of a branch's book.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        serialize_by_alias=True,
        validate_by_name=True,
        validate_by_alias=True,
    )
