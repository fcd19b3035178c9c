"""Files that hang, crash or swell a reader, made on the spot, each with the end that it has to come to.

`CASES` in `table.py` lists them. `python -m tests.hostile OUTDIR` writes them down, `--mutants N --seed S` writes mutants
of small honest books instead, so that any command can be run over the folder.
"""
