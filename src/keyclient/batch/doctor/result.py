"""What `doctor` answers: the JSON contract of the command."""

from typing import Literal

from keyclient.model.contract import Contract

State = Literal["ok", "warning", "error"]


class Check(Contract):
    """One thing that was looked at."""

    check: str
    """What was looked at, as a word that does not change."""
    place: str | None
    """The folder, where it is about one."""
    state: State
    """`error`: a run would not do what it should. `warning`: it may not."""
    message: str
    remedy: str | None
    """None where there is nothing to mend."""


class DoctorResult(Contract):
    """Whether this machine and these folders are fit for an unattended run."""

    checks: tuple[Check, ...]
    errors: int
    warnings: int
