"""The command line: options in, an answer or a file out.

Importing it puts off the collector of unused objects, see `keyclient.cli.start.collecting`.
"""

from keyclient.cli.start.collecting import collect_rarely

collect_rarely()
