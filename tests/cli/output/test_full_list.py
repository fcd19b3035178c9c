"""The command that lists everything which a run has told."""

import shlex
from pathlib import Path

import pytest

from keyclient.cli.output.quoting import quoted
from tests.program import typed

BOOK = "编号,户名,余额,余额,分 数,阶段\nC1,甲,100,5,3,调查\nC2,乙,约200,6,三个,调擦\nC3,丙,300,x,5,签约\n"
MAPPED = ["--map", "customer_id=编号", "--map", "deposits=余额#1", "--map", "loans=余额#2"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "客户 1.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def _offered(folder: Path, *words: str) -> tuple[set[str], list[str]]:
    """The codes that a run tells, and the words of the command that it offers."""
    said = typed(folder, "--lang", "en", *words).stderr.splitlines()
    codes = {line.split()[1].strip(":,") for line in said if line.startswith(("error KC", "warning KC"))}
    offer = next(line for line in said if line.startswith("Full list: "))
    offered = shlex.split(offer.removeprefix("Full list: "))
    assert offered[:3] == ["keyclient", "--lang", "en"]
    return codes, offered[3:]


@pytest.mark.parametrize("more", [[], ["-m", "分 数"], ["--set", "segment.top_share=0.1"]])
def test_what_is_offered_lists_what_was_told(folder: Path, more: list[str]) -> None:
    told, offered = _offered(folder, "segment", "客户 1.csv", *MAPPED, *more)
    assert offered[:2] == ["check", "客户 1.csv"]
    listed = typed(folder, "--lang", "en", *offered, "--format", "json").stdout
    assert told
    assert [code for code in told if code not in listed] == []


PERIODS = "月份,编号,户名,网点,余额\n202608,C1,甲,城东,1\n202608,C1,甲,城西,约2\n202609,C1,甲,城东,3\n202609,C2,乙,城西,x\n"


@pytest.mark.parametrize(
    "more",
    [
        ["--period", "202608"],
        ["--period", "2026年8月", "--as-of", "2026-09-01"],
        ["--by", "网点"],
        ["--header-row", "1", "--date-order", "dmy", "--set", "read.blank_words=[约2]"],
    ],
)
def test_what_is_offered_reads_the_same_period_and_the_same_groups(tmp_path: Path, more: list[str]) -> None:
    (tmp_path / "客户.csv").write_text(PERIODS, encoding="utf-8")
    mapped = ["--map", "customer_id=编号", "--map", "deposits=余额"]
    said = typed(tmp_path, "--lang", "en", "segment", "客户.csv", *mapped, *more).stderr.splitlines()
    codes = {
        line.split()[1].strip(":,") for line in said if line.startswith(("error KC", "warning KC", "note KC"))
    }
    offer = next(line for line in said if line.startswith("Full list: "))
    offered = [word for word in shlex.split(offer)[5:] if word not in ("--out", "客户.segment.xlsx")]
    listed = typed(tmp_path, "--lang", "en", *offered, "--format", "json").stdout
    assert codes
    assert [code for code in codes if code not in listed] == []


def test_issues_of_an_analysis_are_listed_by_itself(folder: Path) -> None:
    told, offered = _offered(folder, "funnel", "客户 1.csv", *MAPPED, "--stages", "调查,签约")
    assert "KC430" in told
    assert offered[:2] == ["funnel", "客户 1.csv"]
    assert offered[-4:] == ["--stages", "调查,签约", "--out", "客户 1.funnel.xlsx"]
    listed = typed(folder, "--lang", "en", *offered[:-2], "--format", "json").stdout
    assert [code for code in told if code not in listed] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_offered_speaks_the_language_that_was_typed(folder: Path, lang: str) -> None:
    for typed_before in ([], ["--lang", lang]):
        said = typed(folder, *typed_before, "segment", "客户 1.csv", *MAPPED, KEYCLIENT_LANG=lang).stderr
        (offer,) = (line for line in said.splitlines() if "keyclient" in line)
        assert (
            shlex.split(offer.split(maxsplit=0)[0].partition("keyclient")[2])[: len(typed_before)]
            == typed_before
        )
        assert ("--lang" in offer) == bool(typed_before)


@pytest.mark.parametrize("command", ["segment", "report"])
@pytest.mark.parametrize("suffix", [".xlsx", ".json", ".md", ".html"])
def test_a_file_that_lists_all_issues_is_named_instead_of_a_command(
    folder: Path, command: str, suffix: str
) -> None:
    out = f"out{suffix}"
    said = typed(folder, "--lang", "zh", command, "客户 1.csv", *MAPPED, "-o", out).stderr
    (where,) = (line for line in said.splitlines() if line.startswith("完整清单"))
    assert (where == f"完整清单：见 {out}") == (suffix in (".xlsx", ".json"))
    if suffix == ".json":
        content = (folder / out).read_text(encoding="utf-8")
        assert [
            line for line in said.splitlines() if " KC" in line and line.split()[1][:5] not in content
        ] == []


def test_a_report_of_few_findings_does_not_list_them_all(folder: Path) -> None:
    said = typed(
        folder, "--lang", "zh", "report", "客户 1.csv", *MAPPED, "-o", "out.xlsx", "--top", "1"
    ).stderr
    assert "完整清单：keyclient --lang zh" in said


WORDS = (
    "客户.csv",
    "a b",
    "余额(元)#1",
    'x"y',
    "a&b",
    "",
    "#1",
    "a,b",
    "新增!",
    "$A",
    "100%",
    r"\\share\客户 1",
    "D:\\客户\\",
)


def test_words_are_quoted_where_a_shell_of_unix_needs_it() -> None:
    typed = " ".join(quoted(word, windows=False) for word in WORDS)
    assert shlex.split(typed) == list(WORDS)
    assert typed.startswith('客户.csv "a b" "余额(元)#1" \'x"y\' "a&b" "" "#1" "a,b" \'新增!\' \'$A\' 100% ')


def test_words_are_quoted_where_cmd_or_powershell_needs_it() -> None:
    assert [quoted(word, windows=True) for word in WORDS] == [
        "客户.csv", '"a b"', '"余额(元)#1"', '"x\\"y"', '"a&b"', '""', '"#1"', '"a,b"', '"新增!"', '"$A"', "100%",
        r'"\\share\客户 1"', "D:\\客户\\",
    ]  # fmt: skip
    assert quoted("D:\\a b\\", windows=True) == '"D:\\a b\\\\"'
