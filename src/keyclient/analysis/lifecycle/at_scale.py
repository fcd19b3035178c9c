"""The answer of `lifecycle` over a portfolio of any size."""

from functools import partial

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.too_many_groups import check_groups
from keyclient.analysis.lifecycle.everybody import lifecycle_everybody
from keyclient.analysis.lifecycle.issues import ages_issues, day_of_file, lifecycle_issues
from keyclient.analysis.lifecycle.report import lifecycle_report, open_needs
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.lifecycle.scan_figures import lifecycle_at_scale
from keyclient.analysis.lifecycle.tables import ListsShown
from keyclient.policy.models import Policy


def answer_lifecycle_at_scale(inputs: ScanInputs, policy: Policy, query: Query) -> Outcome[LifecycleResult]:
    """What each age band needs and holds, and whom to talk to. Raises `AgelessError` and `TooManyGroupsError`.

    `portfolio` holds the customers of both lists, `everybody` all of them (see `lifecycle_everybody`).
    """
    scan = inputs.scan
    check_groups(scan, policy.scale.collected)
    needs = NeedMap(policy.lifecycle)
    found = lifecycle_at_scale(scan, policy.lifecycle, query.top)
    result = found.result
    since = day_of_file(scan.as_of, scan.columns, from_file=scan.as_of_from_file)
    report = lifecycle_report(
        result,
        scan.measure,
        policy.lifecycle,
        by=query.group_label,
        lists=ListsShown(Contacts(found.listed.frame, by_id=True), result.total_gaps, result.total_crossings),
    )
    return Outcome(
        "lifecycle",
        result,
        report,
        issues=(
            *scan.issues,
            *ages_issues(found.origins, found.impossible, scan.as_of),
            *lifecycle_issues(result, needs, since),
        ),
        sources=scan.sources,
        portfolio=found.listed,
        facts=(open_needs(result),),
        everybody=partial(lifecycle_everybody, scan, policy.lifecycle),
    )
