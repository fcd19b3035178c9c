"""The reasons a run fails. One class per cause; each class words its own message in both languages.

Defects of single rows are not exceptions: they are `keyclient.model.issue.Issue` values.
"""

from typing import ClassVar

from keyclient.model.label import Label, Lang


class KeyclientError(Exception):
    """A run that cannot be done. `values` fill the placeholders of the class's sentence."""

    sentence: ClassVar[Label] = Label("{reason}", "{reason}")

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def text(self, lang: Lang) -> str:
        """The message for the user: what is wrong, where, and what to do."""
        return self.sentence.say(lang, self.values)

    def __str__(self) -> str:
        return self.text(Lang.EN)


class UsageError(KeyclientError):
    """The command line is not valid."""


class PolicyError(KeyclientError):
    """The policy cannot be used."""


class InputError(KeyclientError):
    """A book cannot be read."""


class OutputError(KeyclientError):
    """A result cannot be written."""
