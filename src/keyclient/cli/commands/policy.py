"""`keyclient policy`."""

from keyclient.cli import options
from keyclient.cli.reading import policy_of, valid
from keyclient.cli.session import running


def policy_show_command(
    settings: options.Set = None, format_: options.AnswerFormat = options.Format.TABLE
) -> None:
    """Every value in force and where it comes from."""
    from keyclient.cli.answering import reply_policy
    from keyclient.policy.report import policy_report

    session = running()
    policy = policy_of(session, settings or ())
    reply_policy(session, policy, format_, policy_report(policy))


def policy_validate_command(settings: options.Set = None) -> None:
    """Whether the policy can be used."""
    session = running()
    policy = policy_of(session, settings or ())
    session.narrator.note(valid(policy))
