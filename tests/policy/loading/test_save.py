import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.fields import fields
from keyclient.model.label import Lang
from keyclient.policy.loading.file import statements
from keyclient.policy.loading.save import ColumnsNotSaved, with_columns
from keyclient.policy.showing.template import policy_template

NEW = {"aum": "月末资产", "name": "户主"}
HEADINGS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


def _saved(text: str, mapping: dict[str, str] = NEW) -> str:
    return with_columns(text.encode(), mapping, "keyclient.toml").decode()


def test_a_new_file_has_the_table_and_nothing_else() -> None:
    assert _saved("") == '[columns]\naum = "月末资产"\nname = "户主"\n'


def test_a_file_without_the_table_gets_it_at_its_end() -> None:
    assert _saved("book = 'a.xlsx'  # mine\n[segment]\ntarget = 0.7") == (
        'book = \'a.xlsx\'  # mine\n[segment]\ntarget = 0.7\n\n[columns]\naum = "月末资产"\nname = "户主"\n'
    )


def test_a_key_keeps_its_line_and_its_comment_and_a_new_one_stands_below_the_others() -> None:
    text = "# mine\n[columns]\nphone='手机'\n  aum  =   'old' # was = 'older'\n\n# reading\n[read]\nsheet = 'x'\n"
    assert _saved(text) == (
        "# mine\n[columns]\nphone='手机'\n  aum  =   \"月末资产\" # was = 'older'\nname = \"户主\"\n"
        "\n# reading\n[read]\nsheet = 'x'\n"
    )


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("[columns]", '[columns]\naum = "A"\n'),
        ("[columns] # mine\n\n[read]\n", '[columns] # mine\naum = "A"\n\n[read]\n'),
        ("[columns]\n# such as x\n\n[read]\n", '[columns]\n# such as x\naum = "A"\n\n[read]\n'),
        ("[columns]\n# reading\n[read]\n", '[columns]\naum = "A"\n# reading\n[read]\n'),
        ("[ columns ]\n", '[ columns ]\naum = "A"\n'),
        ("[columns]\nname = 'x'", "[columns]\nname = 'x'\naum = \"A\"\n"),
        ("[columns]\n\"aum\" = '''\nold\n''' # m\n", '[columns]\n"aum" = "A" # m\n'),
        ("columns.name = 'x'\n[read]\n", "columns.name = 'x'\ncolumns.aum = \"A\"\n[read]\n"),
        ("columns.aum = 'x' # m\n", 'columns.aum = "A" # m\n'),
        ("columns = {name = '}'} # }\n", 'columns = {name = "}", aum = "A"} # }\n'),
        ("columns = {}\n", 'columns = {aum = "A"}\n'),
        ("book = '''\n[columns]\n'''\n", "book = '''\n[columns]\n'''\n\n[columns]\naum = \"A\"\n"),
    ],
)
def test_every_way_to_write_the_table_is_kept(text: str, saved: str) -> None:
    assert _saved(text, {"aum": "A"}) == saved


def test_line_ends_and_the_mark_of_notepad_stay() -> None:
    text = "\ufeff[columns]\r\nphone = 'x'\r\n[read]\r\n"
    assert _saved(text, {"aum": "A"}) == "\ufeff[columns]\r\nphone = 'x'\r\naum = \"A\"\r\n[read]\r\n"


def test_what_is_there_already_changes_nothing() -> None:
    text = '[columns]\naum = "A"\n'
    assert _saved(text, {"aum": "A"}) == text


@pytest.mark.parametrize("lang", Lang)
def test_file_made_from_the_template_keeps_its_explanations(lang: Lang) -> None:
    old = policy_template(lang)
    new = _saved(old)
    assert tomllib.loads(new)["columns"] == NEW
    assert [line for line in new.splitlines() if line not in ('aum = "月末资产"', 'name = "户主"')] == (
        old.splitlines()
    )


@given(st.dictionaries(st.sampled_from(sorted(fields())), HEADINGS), st.lists(HEADINGS, max_size=3))
def test_headings_of_any_kind_are_read_back_and_the_rest_stays(
    mapping: dict[str, str], comments: list[str]
) -> None:
    before = "".join(f"# {comment}\n" for comment in comments) + "[columns]\nremark = 'x'\n[segment]\n"
    after = _saved(before, mapping)
    assert tomllib.loads(after) == {"columns": {"remark": "x", **mapping}, "segment": {}}
    assert [line for line in before.split("\n") if line.startswith("#")] == (
        [line for line in after.split("\n") if line.startswith("#")]
    )


def test_a_file_that_cannot_be_edited_in_place_is_refused_with_what_to_write() -> None:
    with pytest.raises(ColumnsNotSaved) as refused:
        _saved("[columns]\n", {"x y": "A"})
    assert 'x y = "A"' in refused.value.text(Lang.EN)
    assert "[columns]" in refused.value.text(Lang.ZH)


@pytest.mark.parametrize(
    "text", ["", "a = 1", "a = [\n1,\n2]\n# x\n[t]\n\nb = '''\n\n'''\r\n", "a = 'x\u2028y'\n"]
)
def test_statements_together_are_the_text(text: str) -> None:
    assert "".join(statement.text for statement in statements(text)) == text
