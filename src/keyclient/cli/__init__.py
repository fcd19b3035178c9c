"""The command line: options in, an answer or a file out.

Importing it makes the collection of garbage rare for the whole process: a run is short and makes little of it, and what
it imports is there a twentieth sooner.
"""

import gc

gc.set_threshold(100_000, 50, 50)
