"""Every command: its name, its help, and what makes it. A command is imported and made when it is typed, or for help."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from keyclient.analysis.analyses import ANALYSES
from keyclient.cli.start.session import say

Run = Callable[..., None]
"""What typer runs: its parameters are the options."""


class Command(NamedTuple):
    """One command of the program, or of a group in it."""

    group: str
    """Empty for one of the program itself."""
    name: str
    make: Callable[[], Run]
    help: str


def _analysis(name: str) -> Run:
    from keyclient.analysis.analyses import analysis_named
    from keyclient.cli.commands.analysis import analysis_command

    return analysis_command(analysis_named(name))


def _report() -> Run:
    from keyclient.cli.commands.report import report_command

    return report_command


def _batch() -> Run:
    from keyclient.cli.commands.batch import batch_command

    return batch_command


def _columns() -> Run:
    from keyclient.cli.commands.columns import columns_command

    return columns_command


def _demo() -> Run:
    from keyclient.cli.commands.demo import demo_command

    return demo_command


def _template() -> Run:
    from keyclient.cli.commands.template import template_command

    return template_command


def _doctor() -> Run:
    from keyclient.cli.commands.doctor import doctor_command

    return doctor_command


def _explain() -> Run:
    from keyclient.cli.commands.explain import explain_command

    return explain_command


def _policy_show() -> Run:
    from keyclient.cli.commands.policy import policy_show_command

    return policy_show_command


def _policy_validate() -> Run:
    from keyclient.cli.commands.policy import policy_validate_command

    return policy_validate_command


def _policy_init() -> Run:
    from keyclient.cli.commands.policy import policy_init_command

    return policy_init_command


COMMANDS = (
    *(
        Command("", analysis.name, partial(_analysis, analysis.name), say(analysis.help.en, analysis.help.zh))
        for analysis in ANALYSES
    ),
    Command(
        "",
        "report",
        _report,
        say("All analyses the book has data for, in one report.", "表内数据支持的全部分析，汇成一份报告。"),
    ),
    Command(
        "",
        "batch",
        _batch,
        say(
            "Process every book under the branch shares, unattended.",
            "无人值守，批量处理网点共享中的全部表格。",
        ),
    ),
    Command("", "columns", _columns, say("How each heading was understood.", "每个列名如何识别。")),
    Command("", "demo", _demo, say("Write a realistic example book.", "生成一份逼真的示例客户表。")),
    Command(
        "",
        "template",
        _template,
        say("Write an empty workbook to fill in.", "生成一份供填写的空白客户表。"),
    ),
    Command(
        "",
        "doctor",
        _doctor,
        say(
            "Check that this machine and the shares are ready for unattended runs.",
            "检查本机和共享能否无人值守运行。",
        ),
    ),
    Command("", "explain", _explain, say("What an issue code means.", "问题代码的含义。")),
    Command(
        "policy",
        "show",
        _policy_show,
        say("Show every value in force and where it comes from.", "所有生效的取值及其来源。"),
    ),
    Command(
        "policy", "validate", _policy_validate, say("Check that the policy is valid.", "检查策略能否使用。")
    ),
    Command(
        "policy",
        "init",
        _policy_init,
        say("Write a commented policy file to start from.", "生成一份带注释的策略文件。"),
    ),
)
"""Every command, in the order of the help page."""
