"""Which value is in force, and where it came from."""

from pathlib import Path

import pytest

from keyclient.model.label import Lang
from keyclient.policy.loading.keys import dotted, keys
from keyclient.policy.loading.load import load_policy
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.refusals import PolicyFileNotFound
from keyclient.policy.models import Policy
from tests.policy.support import load


def test_without_file_variable_and_setting_the_defaults_are_in_force(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded.policy == Policy()
    assert loaded.file is None
    assert {origin.kind for origin in loaded.origins.values()} == {OriginKind.DEFAULT}


def test_every_key_has_an_origin_and_headings_only_where_given(tmp_path: Path) -> None:
    loaded = load(tmp_path, '[columns]\naum = "时点金融资产"')
    expected = {dotted(path) for path in keys() if path[0] != "columns"} | {"columns.aum"}
    assert set(loaded.origins) == expected


def test_later_goes_before_earlier(tmp_path: Path) -> None:
    text = "[segment]\ntarget = 0.6\nb_edge = 0.9\ntie_block = 0.2\n"
    environ = {"KEYCLIENT_SEGMENT__TARGET": "0.7", "KEYCLIENT_SEGMENT__B_EDGE": "0.91"}
    loaded = load(tmp_path, text, environ, ["segment.target=0.75"])
    segment = loaded.policy.segment
    assert (segment.top_share, segment.tie_block, segment.b_edge, segment.target) == (0.2, 0.2, 0.91, 0.75)
    assert [
        loaded.origins[f"segment.{key}"].kind for key in ("top_share", "tie_block", "b_edge", "target")
    ] == [
        OriginKind.DEFAULT,
        OriginKind.FILE,
        OriginKind.ENVIRONMENT,
        OriginKind.OPTION,
    ]


def test_of_two_settings_for_one_key_the_last_counts(tmp_path: Path) -> None:
    assert load(tmp_path, settings=["segment.target=0.6", "segment.target=0.7"]).policy.segment.target == 0.7


def test_origin_names_the_line_the_variable_and_the_option(tmp_path: Path) -> None:
    text = 'book = "a.xlsx"\n\n[segment]  # classes\n# note\ntarget = 0.7\nsensitivity = [\n  0.6,\n]\nties = "down"\n'
    loaded = load(tmp_path, text, {"KEYCLIENT_AS_OF": "2026-01-31"}, ["read.sheet=客户"])
    file = str(tmp_path / "keyclient.toml")
    assert loaded.origins["book"] == Origin(OriginKind.FILE, file, 1)
    assert loaded.origins["segment.target"] == Origin(OriginKind.FILE, file, 5)
    assert loaded.origins["segment.sensitivity"] == Origin(OriginKind.FILE, file, 6)
    assert loaded.origins["segment.ties"] == Origin(OriginKind.FILE, file, 9)
    assert loaded.origins["as_of"].label.en == "environment variable KEYCLIENT_AS_OF"
    assert loaded.origins["read.sheet"].label.text(Lang.ZH) == "--set read.sheet=客户"
    assert loaded.origins["segment.ties"].label.zh == f"{file} 第 9 行"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\nsegment.target = 0.7", 2),
        ("\n\nsegment = {target = 0.7}", 3),
        ('# x = """\n[segment]\n"target" = 0.7', 3),
        ('columns.aum = """\n[segment]\ntarget = 0.2\n"""\n[ segment ]\n\n"target" = 0.7', 7),
        ("[segment]\r\nb_edge = 0.9\r\ntarget = 0.7\r\n", 3),
    ],
)
def test_line_is_found_however_the_key_is_written(tmp_path: Path, text: str, line: int) -> None:
    loaded = load(tmp_path, text)
    assert loaded.policy.segment.target == 0.7
    assert loaded.origins["segment.target"].line == line


def test_nearest_file_upward_is_read(tmp_path: Path) -> None:
    below = tmp_path / "branch" / "2026"
    below.mkdir(parents=True)
    (tmp_path / "keyclient.toml").write_text("segment.target = 0.6")
    (tmp_path / "branch" / "keyclient.toml").write_text("segment.target = 0.7")
    loaded = load(below)
    assert loaded.policy.segment.target == 0.7
    assert loaded.file == tmp_path / "branch" / "keyclient.toml"


def test_folder_called_like_the_file_is_passed_over(tmp_path: Path) -> None:
    below = tmp_path / "branch"
    (below / "keyclient.toml").mkdir(parents=True)
    (tmp_path / "keyclient.toml").write_text("segment.target = 0.6")
    assert load(below).policy.segment.target == 0.6


def test_upward_works_from_a_relative_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keyclient.toml").write_text("segment.target = 0.6")
    (tmp_path / "branch").mkdir()
    monkeypatch.chdir(tmp_path / "branch")
    assert load(Path()).policy.segment.target == 0.6


def test_named_file_goes_before_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "keyclient.toml").write_text("segment.target = 0.6")
    named = tmp_path / "head office.toml"
    named.write_text("segment.target = 0.7")
    loaded = load_policy(config=named, start=tmp_path, environ={}, settings=())
    assert loaded.policy.segment.target == 0.7
    assert loaded.file == named


def test_named_file_that_is_absent_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "keyclient.toml").write_text("segment.target = 0.6")
    with pytest.raises(PolicyFileNotFound, match=r"other\.toml: policy file not found"):
        load_policy(config=tmp_path / "other.toml", start=tmp_path, environ={}, settings=())


def test_book_of_a_file_starts_at_the_files_folder(tmp_path: Path) -> None:
    below = tmp_path / "branch"
    below.mkdir()
    (tmp_path / "keyclient.toml").write_text('book = "books/a.xlsx"')
    assert load(below).book == tmp_path / "books" / "a.xlsx"


def test_book_of_the_environment_stands_as_it_is(tmp_path: Path) -> None:
    assert load(tmp_path, environ={"KEYCLIENT_BOOK": "books/2026.xlsx"}).book == Path("books/2026.xlsx")


def test_no_book_is_no_book(tmp_path: Path) -> None:
    assert load(tmp_path).book is None


@pytest.mark.parametrize("settings", [[], ["segment.measure="]])
def test_empty_text_unsets_what_may_be_unset(tmp_path: Path, settings: list[str]) -> None:
    text = (
        'as_of = ""\nsegment.measure = "利润"\ncolumns.aum = "资产"\ncolumns.loans = ""\nread.date_order = ""'
    )
    policy = load(tmp_path, text, settings=settings).policy
    assert policy.as_of is None
    assert policy.read.date_order is None
    assert policy.columns == {"aum": "资产"}
    assert policy.segment.measure == (None if settings else "利润")


def test_setting_takes_a_heading_of_the_file_away(tmp_path: Path) -> None:
    loaded = load(tmp_path, 'columns.aum = "资产"', settings=["columns.aum="])
    assert loaded.policy.columns == {}
    assert "columns.aum" not in loaded.origins
