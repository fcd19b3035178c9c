"""The commands: one thin function each - read, analyse, answer."""

import gc
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from keyclient import __version__
from keyclient.cli import options
from keyclient.cli.arguments import hoisted
from keyclient.cli.exits import ExitCode, leave, run
from keyclient.cli.loudness import Loudness
from keyclient.cli.reading import DEFAULT_TOP, Wanted, measure_of, open_wanted, parse_top, policy_of, valid
from keyclient.cli.session import LANG, Session, say
from keyclient.model.label import Label

app = typer.Typer(
    name="keyclient",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    help=say(
        "Who are our key customers, what do they need, and whom do we call today?",
        "谁是我们的重点客户，他们需要什么，今天该联系谁？",
    ),
)
policy_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help=say("The cut-offs in force.", "当前生效的策略参数。")
)
app.add_typer(policy_app, name="policy")

UNHURRIED = (100_000, 50, 50)
"""How seldom garbage is looked for: a run is short and makes little, but imports a tenth faster this way."""

_session = [Session()]
"""The session of this run; the options before the command replace it."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"keyclient {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    lang: options.Language = LANG,
    config: options.Config = None,
    *,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help=say("Show the version.", "显示版本。"), callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    loudness = Loudness.QUIET if quiet else Loudness.VERBOSE if verbose else Loudness.NORMAL
    _session[0] = Session(lang, config, loudness, no_color)


@app.command(
    "segment", help=say("Which few customers bring most of the value.", "哪些少数客户贡献了大部分价值。")
)
def _segment(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
    top: options.Top = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    sheet: options.Sheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    as_of: options.AsOf = None,
    date_order: options.DateOrder = None,
    settings: options.Set = None,
    *,
    strict: options.Strict = False,
) -> None:
    session = _session[0]
    limit = parse_top(top, default=None if format_ is options.Format.CSV else DEFAULT_TOP)
    wanted = Wanted("segment", book, sheet, header_row, mapping, as_of, measure, by, settings, date_order)
    opened = open_wanted(session, wanted)

    from keyclient.analysis.segment import segment
    from keyclient.analysis.segment_issues import segment_issues
    from keyclient.analysis.segment_report import segment_report
    from keyclient.cli.answering import leave_if, reply

    read = opened.read()
    policy = read.policy.policy.segment
    portfolio = read.loaded.portfolio
    result = segment(portfolio, policy, by=read.loaded.group, top=limit)
    issues = (*read.loaded.issues, *segment_issues(result))
    session.narrator.issues(issues, str(read.path))
    report = segment_report(result, measure_of(portfolio), policy, by=None if by is None else Label(by, by))
    reply(session, read, format_, "segment", (result, report), issues, whole=top is not None)
    leave_if(issues, strict=strict)


@app.command("check", help=say("What is wrong or missing in the book.", "客户表有哪些问题或缺失。"))
def _check(
    book: options.Book = None,
    measure: options.Measure = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    sheet: options.Sheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    as_of: options.AsOf = None,
    date_order: options.DateOrder = None,
    settings: options.Set = None,
    top: options.TopFindings = None,
) -> None:
    session = _session[0]
    limit = parse_top(top, default=None)
    wanted = Wanted(
        "check",
        book,
        sheet,
        header_row,
        mapping,
        as_of,
        measure,
        None,
        settings,
        date_order,
        needs_measure=False,
    )
    opened = open_wanted(session, wanted)

    from keyclient.analysis.check import check
    from keyclient.analysis.check_report import check_report
    from keyclient.cli.answering import reply

    read = opened.read()
    result = check(read.loaded)
    source = read.loaded.portfolio.sources[0]
    issues = read.loaded.issues
    report = check_report(result, source, issues, top=limit)
    reply(session, read, format_, "check", (result, report), issues, whole=top is not None)
    if result.findings:
        raise typer.Exit(ExitCode.FINDINGS)


@app.command("columns", help=say("How each heading was understood.", "每个列名如何识别。"))
def _columns(
    book: options.Book = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    sheet: options.Sheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    settings: options.Set = None,
    *,
    save: Annotated[
        bool,
        typer.Option(
            "--save",
            help=say(
                "Keep the --map headings in the nearest keyclient.toml.",
                "把 --map 指定的列名写入最近的 keyclient.toml。",
            ),
        ),
    ] = False,
) -> None:
    session = _session[0]
    wanted = Wanted("columns", book, sheet, header_row, mapping, settings=settings, needs_measure=False)
    opened = open_wanted(session, wanted)

    from keyclient.analysis.columns import ColumnsResult, columns_report
    from keyclient.cli.answering import reply

    read = opened.read()
    result = ColumnsResult(columns=read.loaded.columns)
    found = (result, columns_report(result.columns))
    reply(session, read, format_, "columns", found, read.loaded.issues, whole=True)
    if save:
        from keyclient.cli.saving import save_columns

        session.narrator.note(save_columns(opened.request.mapping, read.policy.file, Path.cwd()))


@app.command("demo", help=say("Write a realistic example book.", "生成一份逼真的示例客户表。"))
def _demo(
    out: Annotated[
        Path,
        typer.Argument(
            metavar=say("FILE", "文件"),
            help=say(".xlsx or .csv; must not exist.", ".xlsx 或 .csv；不得已存在。"),
        ),
    ] = Path("demo.xlsx"),
    customers: Annotated[
        int, typer.Option("--customers", help=say("Number of customers.", "客户数。"))
    ] = 300,
    seed: Annotated[
        int, typer.Option("--seed", help=say("Same seed, same book.", "种子相同则内容相同。"))
    ] = 1,
    *,
    ugly: Annotated[
        bool,
        typer.Option(
            "--ugly",
            help=say(
                "As messy as people make them: 万元, totals, blanks, wrong cells. Only .xlsx.",
                "像实际工作中那样杂乱：万元、合计行、空行、错误单元格。仅限 .xlsx。",
            ),
        ),
    ] = False,
) -> None:
    from keyclient.cli.files import write_new, wrote
    from keyclient.demo.write import clean_bytes, messy_bytes

    session = _session[0]
    made = messy_bytes if ugly else clean_bytes
    write_new(out, made(out.suffix, customers, seed, session.lang))
    session.narrator.note(wrote(out))


@app.command("template", help=say("Write an empty workbook to fill in.", "生成一份供填写的空白客户表。"))
def _template(
    out: Annotated[
        Path,
        typer.Argument(
            metavar=say("FILE", "文件"), help=say(".xlsx; must not exist.", ".xlsx；不得已存在。")
        ),
    ] = Path("template.xlsx"),
    chosen: Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar=say("FIELD,FIELD,...", "字段，字段，…"),
            help=say("Which columns, in which order. All.", "需要哪些列及其顺序。默认全部。"),
            show_default=False,
        ),
    ] = None,
) -> None:
    from keyclient.cli.files import write_new, wrote
    from keyclient.template.choice import chosen_fields
    from keyclient.template.workbook import template_bytes

    session = _session[0]
    write_new(out, template_bytes(out, chosen_fields(chosen), session.lang))
    session.narrator.note(wrote(out))


@app.command("explain", help=say("What an issue code means.", "问题代码的含义。"))
def _explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar=say("CODE", "代码"),
            show_default=False,
            help=say("Such as KC102. Left out: all codes.", "例如 KC102。省略时列出全部代码。"),
        ),
    ] = None,
    format_: options.AnswerFormat = options.Format.TABLE,
) -> None:
    from keyclient.analysis.explain import explain
    from keyclient.analysis.explain_report import explain_report
    from keyclient.cli.answering import reply_explain

    result = explain(code)
    reply_explain(_session[0], format_, (result, explain_report(result)))


@policy_app.command(
    "show", help=say("Every value in force and where it comes from.", "所有生效的取值及其来源。")
)
def _policy_show(settings: options.Set = None, format_: options.AnswerFormat = options.Format.TABLE) -> None:
    from keyclient.cli.answering import reply_policy
    from keyclient.policy.report import policy_report

    session = _session[0]
    policy = policy_of(session, settings or ())
    reply_policy(session, policy, format_, policy_report(policy))


@policy_app.command("validate", help=say("Whether the policy can be used.", "检查策略能否使用。"))
def _policy_validate(settings: options.Set = None) -> None:
    session = _session[0]
    policy = policy_of(session, settings or ())
    session.narrator.note(valid(policy))


def main() -> int:
    """Run the program on the command line of this process; returns the exit code."""
    gc.set_threshold(*UNHURRIED)
    return run(lambda: app(hoisted(sys.argv[1:])), lambda: _session[0].narrator)


def entry() -> NoReturn:
    """The program as a process: `keyclient` and `python -m keyclient`."""
    leave(main())
