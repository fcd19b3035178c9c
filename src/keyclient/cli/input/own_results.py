"""Which Parquet below a folder are customers of a bank, and which are results that `-o FOLDER/` has written there."""

import os
from pathlib import Path

SUFFIXES = (".parquet", ".parq", ".pq")
"""What names of Parquet end in."""


def first_parquet(folder: Path) -> Path | None:
    """The first Parquet file in a folder or below it that is no result of keyclient; None: there is none."""
    for place, folders, names in os.walk(folder):
        if Path(place) == folder:
            folders[:] = sorted(set(folders) - set(own_results(folder)))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES):
                return Path(place, name)
    return None


def own_results(folder: Path) -> list[str]:
    """The names of the folders of all customers in a folder: `COMMAND/` beside `COMMAND.json`."""
    from keyclient.analysis.analyses import ANALYSES

    names = (one.name for one in ANALYSES if one.at_scale is not None)
    return [name for name in names if (folder / name).is_dir() and (folder / f"{name}.json").is_file()]
