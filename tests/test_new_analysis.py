"""A new analysis is one package, one part of the policy and one line; everything else knows it from its face."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import keyclient

ROOT = Path(__file__).parents[1]
BOOK = "客户号,户名,网点,存款余额,数据日期\n1,张三,城东,500,2026-09-30\n2,李四,城东,100,2026-09-30\n3,王五,城西,30,2026-09-30\n"

FACE = '''"""The face of `toy`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, Needs, SettingOption
from keyclient.analysis.common.ranking import UNMEASURED
from keyclient.model.label import Label
from keyclient.model.measure_fields import MEASURE_FIELDS

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.models import Policy


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.toy.answer import answer_toy

    return answer_toy(inputs, policy, query)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.toy.answer import ToyResult

    return ToyResult


TOY = Analysis(
    name="toy",
    title=Label("Toy", "玩具"),
    help=Label("Who is worth more than a bar.", "哪些客户高于标准线。"),
    policy=("toy",),
    needs=lambda _: Needs(measure=True),
    analyse=_analyse,
    result=_result,
    absence=UNMEASURED,
    fields=MEASURE_FIELDS,
    options=(
        SettingOption("--bar", Label("The bar.", "标准线。"), lambda typed: (f"toy.bar={typed}",), is_number=True),
    ),
)
'''
ANSWER = '''"""The answer of `toy`: who is worth more than a bar."""

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.model.contract import Contract
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.policy.models import Policy

_SAID = Label("{count} customers stand above the bar.", "{count} 位客户高于标准线。")
_COLUMNS = (
    TableColumn("customer_id", Label("customer", "客户号"), Kind.TEXT, is_personal=True),
    TableColumn("toy", Label("above the bar", "高于标准线"), Kind.TEXT),
)


class ToyResult(Contract):
    """Who stands above the bar."""

    above: int
    """How many customers."""


def answer_toy(inputs: Inputs, policy: Policy, query: Query) -> Outcome[ToyResult]:
    """Who is worth more than the bar of the policy."""
    portfolio = inputs.loaded.portfolio
    frame, bar = portfolio.frame, policy.toy.bar * 100
    said = [Label("yes", "是") if value > bar else Label("no", "否") for value in frame["value"]]
    rows = list(zip(frame["customer_id"], said, strict=True))
    count = sum(word.en == "yes" for word in said)
    table = Table("customers", Label("Customers", "客户"), _COLUMNS, rows)
    report = Report(
        Label("Toy", "玩具"), (Sentence(_SAID, {"count": Value(count, Kind.COUNT)}),), (), (table,), records=table
    )
    cells = {int(row): (word,) for row, word in zip(frame["row"], said, strict=True)}
    return Outcome(
        "toy",
        ToyResult(above=count),
        report,
        inputs.loaded.issues,
        portfolio.sources,
        portfolio,
        facts=(Fact(Label("above the bar", "高于标准线"), count, Kind.COUNT),),
        customer_columns=lambda: CustomerColumns(_COLUMNS[1:], cells),
    )
'''
POLICY = '''"""The bar of the toy."""

from typing import Annotated

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart


class ToyPolicy(PolicyPart):
    """Where the bar is."""

    title = Label("Toy", "玩具")

    bar: Annotated[int, Label("Yuan.", "元。")] = 50
'''
COMMANDS = """
import json, sys
from tests.program import run

for line in sys.stdin:
    ended = run(json.loads(line))
    print(json.dumps([ended.code, ended.out, ended.err]), flush=True)
"""
"""Runs one command after another, each a line of JSON."""


def _insert(path: Path, before: str, *lines: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(
        text.replace(before, "".join(f"{line}\n" for line in lines) + before, 1), encoding="utf-8"
    )


class Tree:
    """A copy of the program with the toy in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        package = folder / "keyclient"
        shutil.copytree(Path(keyclient.__file__).parent, package)
        toy = package / "analysis" / "toy"
        toy.mkdir()
        (toy / "__init__.py").write_text('"""The toy."""\n', encoding="utf-8")
        (toy / "face.py").write_text(FACE, encoding="utf-8")
        (toy / "answer.py").write_text(ANSWER, encoding="utf-8")
        (package / "policy" / "parts" / "toy.py").write_text(POLICY, encoding="utf-8")
        analyses, policy = package / "analysis" / "analyses.py", package / "policy" / "models.py"
        _insert(analyses, "\nANALYSES:", "from keyclient.analysis.toy.face import TOY")
        _insert(analyses, "    CHECK,\n", "    TOY,")
        _insert(policy, "\nHeading = ", "from keyclient.policy.parts.toy import ToyPolicy")
        _insert(policy, "    batch: BatchPolicy", "    toy: ToyPolicy = ToyPolicy()")
        (folder / "book.csv").write_text(BOOK, encoding="utf-8")

        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
            "PYTHONUTF8": "1",
        }
        self.running = subprocess.Popen(
            [sys.executable, "-c", COMMANDS],
            cwd=folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def python(self, *arguments: str) -> str:
        """What Python prints, for which the copy is the program."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def keyclient(self, *arguments: str) -> str:
        """What a command prints; all commands run in one process, which has the program's modules once."""
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        self.running.stdin.write(json.dumps(["--lang", "en", "--quiet", *arguments]) + "\n")
        self.running.stdin.flush()
        code, out, err = json.loads(self.running.stdout.readline())
        assert code == 0, err
        return str(out)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    tree = Tree(tmp_path_factory.mktemp("toy"))
    with tree.running:
        yield tree
        assert tree.running.stdin is not None
        tree.running.stdin.close()


def test_the_copy_is_the_program(tree: Tree) -> None:
    code = "import keyclient; print(keyclient.__file__)"
    assert tree.python("-c", code).strip() == str(tree.folder / "keyclient" / "__init__.py")


def test_it_is_a_command_with_its_own_options(tree: Tree) -> None:
    assert "Who is worth more than a bar." in tree.keyclient("--help")
    assert "--bar" in tree.keyclient("toy", "--help")
    assert "toy.bar" in tree.keyclient("policy", "show")


def test_it_is_printed_in_every_format(tree: Tree) -> None:
    assert "2 customers stand above the bar." in tree.keyclient("toy", "book.csv")
    assert "above the bar" in tree.keyclient("toy", "book.csv", "-f", "md")
    assert tree.keyclient("toy", "book.csv", "-f", "csv").splitlines()[1] == "1,yes"
    answer = json.loads(tree.keyclient("toy", "book.csv", "-f", "json", "--bar", "200"))
    assert (answer["schema"], answer["policy"], answer["result"]) == (
        "keyclient/toy/1",
        {"bar": 200},
        {"above": 1},
    )


def test_it_hides_who_customers_are(tree: Tree) -> None:
    assert "1,yes" not in tree.keyclient("toy", "book.csv", "-f", "csv", "--mask")


@pytest.mark.parametrize(
    "suffix",
    [
        ".xlsx",
        ".html",
        *(pytest.param(one, marks=pytest.mark.judgement) for one in (".csv", ".json", ".md", ".parquet")),
    ],
)
def test_it_is_written_to_every_kind_of_file(tree: Tree, suffix: str) -> None:
    tree.keyclient("toy", "book.csv", "-o", f"out{suffix}")
    assert (tree.folder / f"out{suffix}").stat().st_size > 0


def test_it_is_part_of_the_report(tree: Tree) -> None:
    result = json.loads(tree.keyclient("report", "book.csv", "-f", "json"))
    assert result["result"]["toy"] == {"above": 2}
    assert result["policy"]["toy"] == {"bar": 50}
    tree.keyclient("report", "book.csv", "-o", "report.html")
    assert "2 customers stand above the bar." in (tree.folder / "report.html").read_text(encoding="utf-8")


def test_it_stands_beside_the_customers_in_their_own_workbook(tree: Tree) -> None:
    tree.keyclient("toy", "book.csv", "--write-back")
    sheet = openpyxl.load_workbook(tree.folder / "book.keyclient.xlsx").worksheets[0]
    cells = [[str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert [row[-1] for row in cells if row[0] in "123"] == ["yes", "yes", "no"]


def test_a_batch_run_makes_it_of_every_book(tree: Tree) -> None:
    share = tree.folder / "share" / "城东支行"
    share.mkdir(parents=True)
    shutil.copy(tree.folder / "book.csv", share / "客户表.csv")
    tree.keyclient(
        "batch", "share", "--out", "results", "--analyses", "toy", "--set", "batch.settle_seconds=0"
    )
    run = json.loads((tree.folder / "results" / "run.json").read_text(encoding="utf-8"))
    assert [line["name"] for book in run["books"] for line in book["analyses"] if line["made"]] == ["toy"]


def test_it_has_a_schema(tree: Tree) -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); from generator.schema import schema_page; print(schema_page('toy'))"
    schema = json.loads(tree.python("-c", code, str(ROOT / "docs")))
    assert "ToyResult" in schema["$defs"]


def test_it_may_not_import_another_analysis(tree: Tree) -> None:
    shutil.copy(ROOT / ".importlinter", tree.folder)
    code = "import importlinter.cli as linter; linter.lint_imports_command(['--no-cache', '--contract', 'analyses'])"
    tree.python("-c", code)
    answer = tree.folder / "keyclient" / "analysis" / "toy" / "answer.py"
    text = answer.read_text(encoding="utf-8")
    try:
        answer.write_text(text + "\nimport keyclient.analysis.tier.calculate  # noqa\n", encoding="utf-8")
        with pytest.raises(AssertionError):
            tree.python("-c", code)
    finally:
        answer.write_text(text, encoding="utf-8")
