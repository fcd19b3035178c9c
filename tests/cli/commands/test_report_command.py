"""`report` on two small books, in every format: `tests/goldens/report/`."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from tests import golden
from tests.program import Ended, run
from tests.remembered import remembered_answers
from tests.render.workbook.reading import dump, opened

FULL = """客户号,姓名,客户经理,证件号码,出生日期,联系电话,开户日期,最近联系日期,转介绍人数,客户风险等级,AUM(万元),理财,按揭贷款,客户阶段,阶段日期,结果
001,张三,王芳,11010519491231002X,1949-12-31,13800138000,2001-05-01,2026-01-15,3,R2,60,是,否,成交,2025-11-01,成交
002,李四,王芳,,1984-12-31,13800138001,2015-05-01,2025-01-15,,R5,30,否,是,重点,2025-12-01,
003,王五,孙浩,,1985-06-01,,2018-01-01,2025-12-30,1,R1,15,否,否,普通,2026-01-05,
004,=1+1,孙浩,,1999-05-05,,2024-03-01,2025-08-04,,,-5,否,否,可能,2025-10-01,流失
005,陈七,孙浩,,,,2010-01-01,2026-01-20,,R3,2.5,是,否,潜在,2026-01-10,
006,云州安丰建筑工程有限公司,,,1970-02-02,,2012-01-01,,,,8,,,可能,2026-01-11,
合计,,,,,,,,,,110.5,,,,,
"""
POOR = "客户号,姓名,客户经理\n001,张三,王芳\n002,李四,\n"
SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "report.json"


@pytest.fixture
def remembered() -> Iterator[None]:
    """The analyses of a book are worked out once for all tests of what is made of their answers."""
    with remembered_answers():
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "客户.csv").write_text(FULL, encoding="utf-8")
    (tmp_path / "poor.csv").write_text(POOR, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


def _report(book: str, lang: str, *arguments: str) -> Ended:
    done = run(["--lang", lang, "report", book, "--as-of", "2026-01-31", *arguments])
    assert done.code == 0, done.err
    return done


BOOKS = {"full": "客户.csv", "poor": "poor.csv"}


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize(("form", "suffix"), [("table", "txt"), ("json", "json"), ("md", "md")])
def test_answer_on_standard_output(folder: Path, name: str, lang: str, form: str, suffix: str) -> None:
    done = _report(BOOKS[name], lang, "--format", form)
    golden.check(f"report/{name}-{lang}.{suffix}", done.out.encode())


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", BOOKS)
def test_answer_as_a_page(folder: Path, name: str, lang: str) -> None:
    _report(BOOKS[name], lang, "-o", "report.html")
    golden.check(f"report/{name}-{lang}.html", (folder / "report.html").read_bytes())


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", BOOKS)
def test_answer_as_a_workbook(folder: Path, name: str, lang: str) -> None:
    done = _report(BOOKS[name], lang, "-o", "report.xlsx")
    cells = "\n".join(dump((folder / "report.xlsx").read_bytes()))
    golden.check(f"report/{name}-{lang}-workbook.txt", cells.encode())
    golden.check(f"report/{name}-{lang}-said.txt", done.err.encode())


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("suffix", [".md", ".html", ".json"])
def test_masked_and_in_wan(folder: Path, suffix: str) -> None:
    _report("客户.csv", "zh", "--mask", "--unit", "wan", "-o", f"report{suffix}")
    golden.check(f"report/masked-wan-zh{suffix}", (folder / f"report{suffix}").read_bytes())


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".md", ".json"])
def test_the_same_book_gives_the_same_bytes(folder: Path, suffix: str) -> None:
    first, second = (Path(f"{name}{suffix}") for name in ("a", "b"))
    with remembered_answers():
        _report("客户.csv", "zh", "-o", str(first))
    _report("客户.csv", "zh", "-o", str(second))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("name", BOOKS)
def test_json_is_what_its_schema_says(folder: Path, name: str) -> None:
    answer = json.loads(_report(BOOKS[name], "en", "-f", "json").out)
    jsonschema.validate(answer, json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.usefixtures("remembered")
def test_results_are_those_of_the_commands(folder: Path) -> None:
    whole = json.loads(_report("客户.csv", "zh", "-f", "json").out)["result"]
    for name in ("segment", "tier", "lifecycle", "funnel", "check"):
        options = ["--as-of", "2026-01-31", "-f", "json", *(["--top", "20"] if name == "check" else [])]
        assert json.loads(run(["--lang", "zh", name, "客户.csv", *options]).out)["result"] == whole[name]


@pytest.mark.usefixtures("remembered")
def test_what_cannot_be_analysed_names_the_columns_that_would_allow_it(folder: Path) -> None:
    lacking = json.loads(_report("poor.csv", "zh", "-f", "json").out)["result"]["lacking"]
    assert {one["analysis"]: one["fields"][:2] for one in lacking} == {
        "segment": ["revenue", "aum"],
        "plan": ["revenue", "aum"],
        "today": ["revenue", "aum"],
        "tier": ["revenue", "aum"],
        "lifecycle": ["birth_date", "age"],
        "funnel": ["stage", "outcome"],
        "compare": [],
        "maturity": ["maturity_date"],
        "risk": ["revenue", "aum"],
        "overlap": [],
    }


@pytest.mark.usefixtures("remembered")
def test_every_sheet_has_a_name_of_its_own_and_is_led_to(folder: Path) -> None:
    _report("客户.csv", "zh", "-o", "report.xlsx")
    book = opened((folder / "report.xlsx").read_bytes())
    assert book.sheetnames[:2] == ["概要", "客户价值"]
    assert book.sheetnames[-1] == "说明"
    links = (cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)
    led = {link.location for link in links if link is not None}
    assert {f"'{name}'!A1" for name in book.sheetnames} <= led


def test_csv_holds_one_table_and_is_refused(folder: Path) -> None:
    for option in (["-f", "csv"], ["-o", "x.csv"]):
        done = run(["--lang", "en", "report", "客户.csv", *option])
        assert (done.code, done.out) == (2, "")
        assert "a CSV file holds one" in done.err
        assert not (folder / "x.csv").exists()


def test_strict_ends_with_findings(folder: Path) -> None:
    assert run(["report", "客户.csv", "--strict"]).code == 1


def test_a_page_lists_the_first_customers_and_a_workbook_all(folder: Path) -> None:
    rows = "".join(f"c{number},{number}\n" for number in range(1, 41))
    Path("many.csv").write_text("客户号,AUM\n" + rows, encoding="utf-8")
    for suffix in (".md", ".xlsx"):
        assert run(["--lang", "zh", "report", "many.csv", "-o", f"many{suffix}"]).code == 0
    assert "| c1 |" not in Path("many.md").read_text(encoding="utf-8")
    cells = "\n".join(dump(Path("many.xlsx").read_bytes()))
    assert all(f"c{number}" in cells for number in range(1, 41))


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_brief_report_is_one_sheet_to_print_and_one_page(folder: Path, lang: str) -> None:
    _report("客户.csv", lang, "--brief", "-o", "brief.xlsx")
    book = opened((folder / "brief.xlsx").read_bytes())
    assert [page.title for page in book.worksheets if "XFD" not in str(page.print_area)] == [
        "Summary" if lang == "en" else "概要"
    ]
    _report("客户.csv", lang, "--brief", "-o", "brief.html")
    page = (folder / "brief.html").read_text(encoding="utf-8")
    assert '<body class="brief">' in page
    assert 'class="part"' not in page
    assert page.count("<table>") >= 4


@pytest.mark.usefixtures("remembered")
def test_a_brief_report_says_the_same_as_the_whole_one(folder: Path) -> None:
    whole, brief = (_report("客户.csv", "zh", *more, "-f", "json").out for more in ((), ("--brief",)))
    assert whole == brief
    markdown = _report("客户.csv", "zh", "--brief", "-f", "md").out
    assert "价值分类" in markdown
    assert "## 客户分层" not in markdown.splitlines()[:3]
    assert "价值最高的客户" not in markdown


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_a_report_says_what_differs_from_the_default_policy(folder: Path, lang: str, form: str) -> None:
    _report("客户.csv", lang, "--set", "segment.target=0.7", "-o", f"changed.{form}")
    _report("客户.csv", lang, "-o", f"default.{form}")
    changed, default = (
        (folder / f"{name}.{form}").read_text(encoding="utf-8") for name in ("changed", "default")
    )
    assert "segment.target" in changed
    assert "segment.target" not in default
