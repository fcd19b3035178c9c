"""`report --previous`: what moved since earlier books, and tiers over several books, in the one report."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import Ended, run
from tests.remembered import remembered_answers

HEAD = "客户号,姓名,手机号,网点,客户经理,AUM,数据日期\n"
APRIL = """6217001234560001,欧阳采薇,13812345678,东,王芳,60万,2026-04-30
6217001234560002,李四,13912345679,东,王芳,30万,2026-04-30
6217001234560003,王五,,西,孙浩,10万,2026-04-30
"""
MAY = """6217001234560001,欧阳采薇,13812345678,东,王芳,60万,2026-05-31
6217001234560002,李四,13912345679,东,王芳,30万,2026-05-31
6217001234560005,阿依古丽,13700001111,西,孙浩,5万,2026-05-31
"""
JUNE = """6217001234560001,欧阳采薇,13812345678,东,王芳,10万,2026-06-30
6217001234560002,李四,13912345679,东,王芳,45万,2026-06-30
6217001234560003,王五,,西,孙浩,20万,2026-06-30
6217001234560004,赵六,,西,孙浩,7万,2026-06-30
"""
PREVIOUS = ("--previous", "may.csv", "--previous", "april.csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, rows in (("april", APRIL), ("may", MAY), ("june", JUNE)):
        (tmp_path / f"{name}.csv").write_text(HEAD + rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


@pytest.fixture
def remembered() -> Iterator[None]:
    """The analyses of a book are worked out once for all tests of what is made of their answers."""
    with remembered_answers():
        yield


def _report(*arguments: str, code: int = 0) -> Ended:
    done = run(["--lang", "en", "report", "june.csv", *arguments])
    assert done.code == code, done.err
    return done


@pytest.mark.usefixtures("remembered")
def test_a_report_with_earlier_books_holds_what_moved_and_tiers_with_their_history(folder: Path) -> None:
    result = json.loads(_report(*PREVIOUS, "-f", "json").out)["result"]
    assert [one["period"] for one in result["compare"]["periods"]] == [
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
    ]
    assert (result["compare"]["opening"], result["compare"]["closing"]) == (950_000, 820_000)
    held = {one["bucket"]: (one["customers"], one["change"]) for one in result["compare"]["buckets"]}
    assert (held["new"], held["returned"], held["lost"]) == ((1, 70_000), (1, 200_000), (1, -50_000))
    assert result["tier"]["history"]["watched"] == 1
    assert "compare" not in {one["analysis"] for one in result["lacking"]}


@pytest.mark.usefixtures("remembered")
def test_the_report_says_of_earlier_books_what_their_own_commands_say(folder: Path) -> None:
    result = json.loads(_report(*PREVIOUS, "-f", "json").out)["result"]
    names = {"compare": ("april.csv", "may.csv", "june.csv"), "tier": ("june.csv", *PREVIOUS)}
    for command, books in names.items():
        alone = run(["--lang", "en", command, *books, "-f", "json"])
        assert json.loads(alone.out)["result"] == result[command]


def test_without_an_earlier_book_there_is_nothing_to_compare(folder: Path) -> None:
    result = json.loads(_report("-f", "json").out)["result"]
    assert result["compare"] is None
    lacking = {one["analysis"]: (one["reason"], one["fields"]) for one in result["lacking"]}
    assert lacking["compare"] == ("No earlier book to compare with.", [])


def test_books_without_a_measure_cannot_be_compared_and_the_column_that_would_allow_it_is_named(
    folder: Path,
) -> None:
    for name in ("older", "newer"):
        (folder / f"{name}.csv").write_text(f"客户号,姓名,年龄\n1,{name},41\n", encoding="utf-8")
    done = run(["--lang", "en", "report", "newer.csv", "--previous", "older.csv", "-f", "json"])
    assert done.code == 0, done.err
    lacking = {one["analysis"]: one for one in json.loads(done.out)["result"]["lacking"]}
    assert lacking["compare"]["reason"] == lacking["tier"]["reason"]
    assert lacking["compare"]["fields"][:2] == ["revenue", "aum"]


@pytest.mark.usefixtures("remembered")
def test_the_command_for_the_full_list_names_the_earlier_books(folder: Path) -> None:
    assert "--previous may.csv --previous april.csv" in _report(*PREVIOUS).err


def test_a_book_that_is_not_earlier_is_refused(folder: Path) -> None:
    done = run(["--lang", "en", "report", "may.csv", "--previous", "june.csv"])
    assert done.code == 2
    assert "is dated 2026-06-30, not before 2026-05-31" in done.err


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".json", ".md"])
def test_nobody_of_an_earlier_book_is_named_in_a_masked_report(folder: Path, suffix: str) -> None:
    out = folder / f"masked{suffix}"
    done = _report(*PREVIOUS, "--mask", "-o", str(out))
    assert _leaks(_text(out.read_bytes()) + done.out) == []


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".json", ".md", ".csv", ".parquet"])
def test_nobody_is_named_in_a_masked_comparison(folder: Path, suffix: str) -> None:
    out = folder / f"masked{suffix}"
    done = run(["compare", "april.csv", "may.csv", "june.csv", "--mask", "-o", str(out)])
    assert done.code == 0, done.err
    assert _leaks(_text(out.read_bytes()) + done.out + done.err) == []


def _text(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def _leaks(text: str) -> list[str]:
    secrets = ("621700123456000", "采薇", "依古丽", "李四", "王五", "赵六", "13812345678", "13700001111")
    return [secret for secret in secrets if secret in text]
