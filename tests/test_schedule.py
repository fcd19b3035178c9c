"""The examples for schedulers are what schedulers read."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from keyclient.batch.find.expected_branches import expected_branches
from keyclient.policy.loading.load import load_policy

FOLDER = Path(__file__).parent.parent / "examples" / "schedule"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
ORDER = ("RegistrationInfo", "Triggers", "Principals", "Settings", "Actions")
"""Task Scheduler wants the parts in this order."""
_TIME = r"(?:\*|\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)(?:/\d+)?"


def _units(name: str) -> ConfigParser:
    found = ConfigParser(interpolation=None, strict=True)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(FOLDER / name, encoding="utf-8")
    return found


def test_task_is_utf_16_as_windows_writes_it_and_well_formed() -> None:
    content = (FOLDER / "keyclient-batch.xml").read_bytes()
    assert content.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert b"\r\x00\n\x00" in content or b"\x00\r\x00\n" in content
    root = ET.fromstring(content)
    assert root.tag == f"{TASK}Task"
    assert tuple(part.tag.removeprefix(TASK) for part in root) == ORDER
    assert root.findtext(f".//{TASK}MultipleInstancesPolicy") == "IgnoreNew"
    assert root.findtext(f".//{TASK}Command") == r"C:\keyclient\run-batch.cmd"
    limit = root.findtext(f".//{TASK}ExecutionTimeLimit") or ""
    assert re.fullmatch(r"PT\d+H", limit)


def test_script_of_the_task_hands_its_exit_code_on() -> None:
    content = (FOLDER / "run-batch.cmd").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.decode("ascii").rstrip().endswith("exit /b %ERRORLEVEL%")


def test_line_of_cron_has_five_times_and_a_command() -> None:
    lines = (FOLDER / "keyclient.cron").read_text(encoding="utf-8").splitlines()
    jobs = [line for line in lines if line and not line.startswith("#") and not re.match(r"\w+=", line)]
    assert len(jobs) == 1
    assert re.fullmatch(rf"(?:{_TIME}\s+){{5}}.*keyclient --quiet batch .*", jobs[0])
    assert "%" not in jobs[0]


def test_units_of_systemd_name_each_other_and_the_command() -> None:
    service, timer = _units("keyclient-batch.service"), _units("keyclient-batch.timer")
    assert service["Service"]["ExecStart"].endswith("keyclient --quiet batch")
    assert service["Service"]["Type"] == "oneshot"
    assert (timer["Timer"]["Persistent"], timer["Install"]["WantedBy"]) == ("true", "timers.target")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in FOLDER.glob("keyclient-batch.*r*"):
        text = unit.read_text(encoding="utf-8") if unit.suffix in (".service", ".timer") else ""
        (tmp_path / unit.name).write_text(
            text.replace("/opt/keyclient/bin/keyclient", "/bin/true"), encoding="utf-8"
        )
    units = [str(path) for path in tmp_path.iterdir() if path.suffix in (".service", ".timer")]
    assert len(units) == 2
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_policy_of_the_example_is_valid_and_names_sources_and_results() -> None:
    loaded = load_policy(config=FOLDER / "keyclient.toml", start=FOLDER, environ={}, settings=[])
    assert loaded.policy.batch.sources == (r"\\fileserver\branches",)
    assert loaded.policy.batch.out == r"D:\keyclient\results"
    assert expected_branches(FOLDER / "branches.txt") == ("城东支行", "滨江支行", "高新支行", "南湖支行")
