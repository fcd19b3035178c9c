"""`python -m keyclient` is the `keyclient` command."""

from keyclient.cli.app import entry

if __name__ == "__main__":
    entry()
