"""`--mask` on every command and in every format: nobody in the book can be recognised, everybody can be found."""

import io
import json
import re
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from keyclient.cli.output.delivery import CUSTOMERS, SUFFIXES
from tests.program import run

COMMANDS = ("segment", "tier", "lifecycle", "funnel", "check", "report")
BOOK = """客户号,姓名,证件号码,手机号,客户经理,出生日期,AUM,备注,客户阶段,阶段日期,贷款余额
6217001234561111,欧阳采薇,110101198001011234,13812345678,王芳,1980-01-01,600,住中山路,潜在,2026-01-01,12x
6217991234561111,阿依古丽,110101199001011235,13912345679,王芳,1990-01-01,300,=1+1,可能,2026-01-02,3
K77,云州安丰建筑工程有限公司,91330100MA27XYZ123,0571-88886666,孙浩,,100,,成交,2026-01-03,
6217001234562222,Zebediah Quux,P7654321X,,王芳,1958-08-08,800,老客户,潜在,2026-01-04,4
"""
SECRETS = (
    "6217001234561111", "6217991234561111", "6217001234562222", "欧阳采薇", "采薇", "阿依古丽", "依古丽",
    "云州安丰", "安丰建筑", "Zebediah", "Quux", "110101198001011234", "19800101", "91330100MA27XYZ123",
    "13812345678", "88886666", "P7654321X", "住中山路",
)  # fmt: skip
"""What must not be read anywhere."""
FILES = [
    (command, suffix)
    for command in COMMANDS
    for suffix in SUFFIXES
    if (command, suffix) != ("report", ".csv")
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("masking") / "客户.csv"
    path.write_text(BOOK, encoding="utf-8")
    return path


def _all_text(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def _leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize(("command", "suffix"), FILES)
def test_nobody_is_named_in_a_file(book: Path, command: str, suffix: str) -> None:
    out = book.with_name(f"{command}{suffix}")
    done = run(["--lang", "zh", "--verbose", command, str(book), "--mask", "-o", str(out)])
    assert done.code in {0, 1}, done.err
    assert _leaks(_all_text(out.read_bytes()) + done.err) == []


@pytest.mark.parametrize("format_", ["table", "json", "md", "csv"])
@pytest.mark.parametrize("command", COMMANDS[:-1])
def test_nobody_is_named_on_standard_output(book: Path, command: str, format_: str) -> None:
    done = run(
        ["--lang", "zh", "--verbose", command, str(book), "--mask", "--format", format_, "--top", "all"]
    )
    assert done.code in {0, 1}, done.err
    assert _leaks(done.out + done.err) == []


def test_without_the_option_they_are(book: Path) -> None:
    said = run(["segment", str(book)]).out
    assert _leaks(said) == ["6217001234561111", "6217991234561111", "6217001234562222", "欧阳采薇", "采薇",
                            "阿依古丽", "依古丽", "云州安丰", "安丰建筑", "Zebediah", "Quux", "13812345678", "88886666"]  # fmt: skip


def test_numbers_of_which_the_same_is_left_are_told_apart_and_rows_stay(book: Path) -> None:
    said = json.loads(run(["segment", str(book), "--mask", "-f", "json"]).out)
    top = {customer["customer_id"]: customer["row"] for customer in said["result"]["top"]}
    assert top == {"6217****2222": 5, "6217****1111": 2, "6217****1111#2": 3, "****7": 4}


def test_masking_changes_no_figure(book: Path) -> None:
    plain, masked = (
        json.loads(run(["segment", str(book), *option, "-f", "json"]).out) for option in ([], ["--mask"])
    )
    for answer in (plain, masked):
        for customer in answer["result"]["top"]:
            del customer["customer_id"]
    assert plain == masked


def test_customers_in_a_file_of_their_own_are_masked(book: Path) -> None:
    out = book.with_name(f"customers{CUSTOMERS}")
    assert run(["segment", str(book), "--mask", "-o", str(out)]).code == 0
    table = pq.read_table(out)
    assert _leaks("\n".join(map(str, table.to_pylist()))) == []
    assert table.column("phone").to_pylist()[:1] == ["138****5678"]
    assert table.column("id_number").to_pylist()[:1] == ["110****234"]
    assert table.column("aum").to_pylist() == [60_000, 30_000, 10_000, 80_000]


def test_groups_that_tell_who_customers_are_are_refused(book: Path) -> None:
    done = run(["segment", str(book), "--mask", "--by", "name"])
    assert done.code == 2
    assert "--by name" in done.err


@pytest.mark.parametrize("command", COMMANDS[:-1])
def test_every_column_called_like_a_customer_is_masked(book: Path, command: str) -> None:
    """What is under `customer_id` in Markdown is masked in every table, whatever the analysis."""
    said = run(["--lang", "en", command, str(book), "--mask", "-f", "md", "--top", "all"]).out
    assert not re.search(r"\| K77 \|", said)
