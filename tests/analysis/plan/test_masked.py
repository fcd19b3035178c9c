"""What a masked plan says of what people wrote: nothing."""

from dataclasses import replace
from decimal import Decimal

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.plan.masked import Theirs, masked_by, masked_issues, masked_lines, masked_plan
from keyclient.analysis.plan.result import Difference, Kept, PlanLine
from keyclient.model.label import Label, Lang
from keyclient.model.masking import HIDDEN
from keyclient.model.rules.plan import CriterionUnclear, OwnerStrange
from tests.analysis.plan.planned import plan_of
from tests.analysis.plan.test_kept import new

SECRET = "拜访王总 13812345678"
ADDED = replace(
    new("AX", "002"),
    reasons=(Told("written", None, SECRET), Told("near", Decimal(5), "near gold")),
    target=SECRET,
    strategy=SECRET,
    activity=SECRET,
    criterion=SECRET,
    owner=SECRET,
    remark=SECRET,
)
THEIRS = Theirs(frozenset({"AX"}), frozenset({"AX"}), frozenset({SECRET}))


def _differences() -> list[Difference]:
    typed = [
        Difference("AX", "changed", key, SECRET, SECRET)
        for key in ("owner", "deadline", "criterion", "status", "remark")
    ]
    known = [
        Difference("LA", "changed", key, *texts)
        for key, texts in {
            "owner": ("王芳", "李娜"),
            "deadline": ("2026-11-12", "2026-11-30"),
            "criterion": ("aum >= 1", "aum >= 2"),
            "status": ("todo", "done"),
        }.items()
    ]
    return [
        *typed,
        Difference("AX", "added", None, None, SECRET),
        Difference("LB", "waits", None, None, "LA"),
        *known,
    ]


def test_what_people_wrote_is_hidden_and_the_words_of_the_plan_stay() -> None:
    own, hidden = masked_lines([new("LA"), ADDED], THEIRS)
    assert own == replace(new("LA"), line_id="#1")
    assert SECRET not in repr(hidden)
    assert [told.text for told in hidden.reasons] == [HIDDEN, "near gold"]


def test_a_masked_plan_repeats_nothing_that_was_typed_anywhere() -> None:
    lines: list[PlanLine] = [new("LA"), ADDED]
    kept = Kept(
        path="plan.xlsx", lines=2, kept=0, changed=1, added=1, deleted=0, finished=0,
        differences=LazyRows(Difference, ListSource(_differences())),
    )  # fmt: skip
    whole = plan_of("aum|value|manager\n120|120|Wang\n").model_copy(
        update={"lines": LazyRows(PlanLine, ListSource(lines)), "kept": kept}
    )
    served = whole.served[0].model_copy(update={"manager": SECRET})
    found = masked_plan(whole.model_copy(update={"served": (served,)}), THEIRS)
    assert SECRET not in repr(
        (list(found.lines), found.served, list(found.kept.differences if found.kept else ()))
    )
    assert found.kept is not None
    shown = [(one.column, one.before, one.after) for one in found.kept.differences][-4:]
    assert shown == [
        ("owner", "王芳", "李娜"),
        ("deadline", "2026-11-12", "2026-11-30"),
        ("criterion", "aum >= 1", "aum >= 2"),
        ("status", "todo", "done"),
    ]


def test_issues_call_masked_lines_by_their_numbers() -> None:
    unclear = CriterionUnclear(line="AX", reason=Label("no condition", "无条件"))
    strange = OwnerStrange(book="plan.xlsx", count=1, owners=Label(SECRET, SECRET))
    told, named = masked_issues([unclear, strange], masked_by([new("LA"), ADDED]))
    assert told.values["line"] == "#2"
    assert SECRET not in named.message(Lang.EN)
