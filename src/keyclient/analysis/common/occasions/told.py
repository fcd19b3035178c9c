"""One reason to get in touch with one customer, as results tell it."""

from dataclasses import dataclass

from keyclient.model.measure import Amount


@dataclass(frozen=True, slots=True)
class Told:
    """One reason with its words and its money."""

    code: str
    """A value of `Occasion`; `written` where only an earlier plan tells the reason, or people do."""
    amount: Amount | None
    """The money that it is about, in yuan; None where it is about none, or nobody knows how much."""
    text: str
