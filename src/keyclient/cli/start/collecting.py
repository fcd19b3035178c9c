"""How often Python looks for unused objects that refer to each other.

A start makes some hundred thousand objects, modules and classes, all of which stay: looking for unused ones among them takes
a tenth of the run of a small book. What books are read into is a few large columns, which go as soon as nobody names them.
"""

import gc

_AT_START = 500_000
_USUAL = (100_000, 50, 50)


def collect_rarely() -> None:
    """While the program starts: not before half a million objects are made."""
    gc.set_threshold(_AT_START, *_USUAL[1:])


def leave_program_alone() -> None:
    """From now on, when books are read: what the program consists of is looked at no more, the rest as usual.

    Once a process: of many books read in turn, what is left of the earlier ones must go.
    """
    if gc.get_freeze_count() == 0:
        gc.freeze()
    gc.set_threshold(*_USUAL)
