"""What says that a part is written in a way that is not read here."""


class Odd(Exception):
    """A spelling that is not covered exactly; the readers of whole books take the file instead."""
