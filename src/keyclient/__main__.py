"""`python -m keyclient` is the `keyclient` command."""

import sys

from keyclient.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
