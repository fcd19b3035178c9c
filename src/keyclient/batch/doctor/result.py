"""The result of `doctor`: the JSON contract of the command."""

from typing import Literal

from keyclient.model.contract import Contract

State = Literal["ok", "warning", "error"]


class Check(Contract):
    """The result of one check."""

    check: str
    """A fixed name for what was checked."""
    place: str | None
    """The folder or file that was checked, if any."""
    state: State
    """`error`: a run will not work. `warning`: it may not."""
    message: str
    remedy: str | None
    """What to do; None if the check passed."""


class DoctorResult(Contract):
    """Whether this machine and these folders are ready for an unattended run."""

    checks: tuple[Check, ...]
    errors: int
    warnings: int
