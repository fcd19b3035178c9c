"""`python -m tests.fuzz NAME --seconds 60 [--seed N] [--corpus DIR]`: fuzzes one harness, guided by coverage.

What breaks it is written to `crash-…` in the folder `--crashes`, and the exit code is not 0. The number of executions
is told at the end.
"""

import argparse
import importlib
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Never returns: the fuzzer ends the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="keep what was found here, and go on from it")
    parser.add_argument("--crashes", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()

    import atheris

    with atheris.instrument_imports(include=["keyclient.ingest", "keyclient.model"]):
        from tests.fuzz.harnesses import HARNESSES
    words = importlib.import_module("tests.fuzz.words")
    corpus = given.corpus or Path(tempfile.mkdtemp())
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(words.SEEDS):
        (corpus / f"seed-{number}").write_text(seed, "utf-8")
    dictionary = corpus.parent / f"{corpus.name}.dict"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words.WORDS), "ascii")
    options = [
        f"-max_total_time={given.seconds}",
        f"-seed={given.seed}",
        f"-dict={dictionary}",
        "-max_len=512",
    ]
    options += [f"-artifact_prefix={given.crashes}/", "-print_final_stats=1", "-timeout=30"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], HARNESSES[given.name])
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
