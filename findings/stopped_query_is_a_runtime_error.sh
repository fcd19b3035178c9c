#!/usr/bin/env bash
# Ctrl-C during a query of DuckDB arrives as an ordinary RuntimeError.
#
# A program that fetches from DuckDB catches the errors of DuckDB, tells them and goes on with the next file; Ctrl-C has to get through.
#
# Guessed: Ctrl-C raises KeyboardInterrupt, which `except Exception` lets pass, or else an error of DuckDB's own, such as InterruptException.
# Seen, duckdb 2.0.1: a plain RuntimeError. `except Exception` takes it for a failed query and carries on, `except duckdb.Error` does not
# catch it, and code that waits for KeyboardInterrupt never sees it; only its words tell it from any other. The module does have
# an InterruptException, and Connection.interrupt() from another thread does raise that one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1

venv/bin/python - <<'PYTHON'
import os
import signal
import threading

import duckdb

LONG = "SELECT count(*) FROM range(3_000_000) AS a, range(100_000) AS b WHERE a.range * b.range % 7 = 3"


def stopped(stop):
    """What a query raises that is stopped after half a second."""
    connection = duckdb.connect()
    timer = threading.Timer(0.5, stop, [connection])
    timer.start()
    try:
        connection.execute(LONG).fetchall()
    except BaseException as error:
        return error
    finally:
        timer.join()
    return None


by_hand = stopped(lambda _: os.kill(os.getpid(), signal.SIGINT))
by_thread = stopped(lambda connection: connection.interrupt())
for error in (by_hand, by_thread):
    print(type(error).__name__, "|", error)
assert type(by_hand) is RuntimeError, "Ctrl-C arrives as something else now"
assert not isinstance(by_hand, duckdb.Error)
assert type(by_thread) is duckdb.InterruptException, "interrupt() raises something else now"
PYTHON
