"""`python -m tests.hostile OUTDIR [--mutants N] [--seed S]`: writes the hostile files, or mutants, to a folder."""

import argparse
import re
import sys
from pathlib import Path

from tests.hostile.mutants import mutants
from tests.hostile.table import CASES

_UNFIT = re.compile(r"[^\w .]")


def main() -> int:
    """Writes the files; any command of the program can then be run over the folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--mutants", type=int, default=0, help="write so many mutants instead of the hostile files"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.mutants:
        for mutant in mutants(given.mutants, given.seed):
            name = f"{mutant.number:06}-{mutant.how}.{mutant.suffix}"
            (given.folder / name).write_bytes(mutant.content)
        return 0
    for number, case in enumerate(CASES.values()):
        folder = given.folder / f"{number:03} {_UNFIT.sub('_', case.name)}"
        folder.mkdir(exist_ok=True)
        case.make(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
