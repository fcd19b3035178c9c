"""The base class of every part of a JSON result."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A part of a JSON result: frozen, without extra keys.

    Validators are built on first use, not on import, and docstrings of fields are read only by the documentation: both
    would slow down every start of the program by more than the analysis of a branch's book takes.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        serialize_by_alias=True,
        validate_by_name=True,
        validate_by_alias=True,
    )
