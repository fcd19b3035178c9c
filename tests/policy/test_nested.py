"""Lists of tables, tables whose names are free, and parts within parts, as the tiers have them."""

from pathlib import Path

import pytest

from keyclient.model.label import Lang
from keyclient.policy.loading.keys import key_at, keys_of
from keyclient.policy.loading.origin import OriginKind
from keyclient.policy.parts.presets import PRESETS, WORDS
from tests.policy.support import load, refusal

FIVE = """
[[tier.tiers]]
name = "private"
zh = "私行"
floor = "600万"
measure = "aum"

[[tier.tiers]]
name = "gold"
top = 0.2
loyalty = 60

[[tier.tiers]]
name = "ordinary"
"""


@pytest.mark.parametrize(
    ("text", "environ", "settings"),
    [
        (FIVE, {}, []),
        (
            (
                'tier.tiers = [{name = "private", zh = "私行", floor = "600万", measure = "aum"}, '
                '{name = "gold", top = 0.2, loyalty = 60}, {name = "ordinary"}]'
            ),
            {},
            [],
        ),
        (
            None,
            {},
            [
                (
                    "tier.tiers=[{name='private',zh='私行',floor='600万',measure='aum'},"
                    "{name='gold',top=0.2,loyalty=60},{name='ordinary'}]"
                )
            ],
        ),
        (
            None,
            {
                "KEYCLIENT_TIER__TIERS": "[{name='private',zh='私行',floor='600万',measure='aum'},"
                "{name='gold',top=0.2,loyalty=60},{name='ordinary'}]"
            },
            [],
        ),
    ],
    ids=["blocks", "one line", "option", "variable"],
)
def test_list_of_tables_reads_the_same_however_it_is_given(
    tmp_path: Path, text: str | None, environ: dict[str, str], settings: list[str]
) -> None:
    loaded = load(tmp_path, text, environ, settings)
    private, gold, ordinary = loaded.policy.tier.ladder
    assert (private.name, private.zh, private.floor, private.measure) == ("private", "私行", "600万", "aum")
    assert (gold.top, gold.loyalty) == (0.2, 60.0)
    assert ordinary.is_rest
    assert loaded.origins["tier.tiers"].kind is not OriginKind.DEFAULT


def test_list_of_tables_begins_on_the_line_of_its_first_item(tmp_path: Path) -> None:
    assert load(tmp_path, FIVE).origins["tier.tiers"].line == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[tier.tiers]]\nname = "a"\ntop = 0.1\n\n[[tier.tiers]]\nname = "b"\ntop = 5\n',
            "keyclient.toml, line 7: tier.tiers[2].top = 5; expected a number above 0 and below 1.",
        ),
        (
            "[[tier.tiers]]\ntop = 0.1\n[[tier.tiers]]\nname = 'b'",
            "keyclient.toml, line 1: tier.tiers[1] has no name; expected non-empty text.",
        ),
        (
            "[[tier.tiers]]\nname = 'a'\ntop = 0.1\ntpo = 0.1\n[[tier.tiers]]\nname = 'b'",
            "keyclient.toml, line 4: unknown policy key “tier.tiers[1].tpo”. Did you mean top?",
        ),
        (
            "[[tier.tiers]]\nname = 'a'\nfloor = '50w'\n[[tier.tiers]]\nname = 'b'",
            (
                'keyclient.toml, line 3: tier.tiers[1].floor = "50w"; expected an amount in yuan above 0, '
                'such as 500000 or "50万".'
            ),
        ),
        (
            "tier.tiers = ['a', 'b']",
            (
                'keyclient.toml, line 1: tier.tiers = ["a", "b"]; expected a non-empty list of tables, '
                "each with the keys name, zh, top, floor, measure, loyalty."
            ),
        ),
        (
            "tier.tiers = [3, {name = 'b'}]",
            (
                'keyclient.toml, line 1: tier.tiers = [3, {name = "b"}]; expected a non-empty list of tables, '
                "each with the keys name, zh, top, floor, measure, loyalty."
            ),
        ),
        (
            "[[tier.tiers]]\nname = 'a'\ntop = 0.1\nfloor = 5\n[[tier.tiers]]\nname = 'b'",
            (
                "tier.tiers[1].top = 0.1 (keyclient.toml, line 3), tier.tiers[1].floor = 5 (keyclient.toml, line 4): "
                "a tier has either top or floor."
            ),
        ),
        (
            "[[tier.tiers]]\nname = 'a'\ntop = 0.3\n[[tier.tiers]]\nname = 'b'\ntop = 0.2\n[[tier.tiers]]\nname = 'c'",
            (
                "tier.tiers[1].top = 0.3 (keyclient.toml, line 3), tier.tiers[2].top = 0.2 (keyclient.toml, line 6): "
                "a lower tier must require less value."
            ),
        ),
        (
            "[[tier.tiers]]\nname = 'a'\n[[tier.tiers]]\nname = 'b'",
            'tier.tiers[1] = {name = "a"} (keyclient.toml, line 1): a tier above the last one needs top or floor.',
        ),
        (
            "[[tier.tiers]]\nname = 'a'\ntop = 0.1",
            (
                'tier.tiers[1] = {name = "a", top = 0.1} (keyclient.toml, line 1): the last tier takes the remaining '
                "customers and must have no requirement."
            ),
        ),
        (
            (
                "[tier.presets.ours]\nabout = 'x'\n[[tier.presets.ours.tiers]]\nname = 'a'\ntop = 1\n"
                "[[tier.presets.ours.tiers]]\nname = 'b'"
            ),
            "keyclient.toml, line 5: tier.presets.ours.tiers[1].top = 1; expected a number above 0 and below 1.",
        ),
        (
            "[tier.presets.ours]\nzh = 'x'\nabout = 'y'",
            (
                "keyclient.toml, line 2: tier.presets.ours has no tiers; expected a non-empty list of tables, "
                "each with the keys name, zh, top, floor, measure, loyalty."
            ),
        ),
        (
            "[tier.presets.ours]\ntierlist = 'x'",
            "keyclient.toml, line 2: unknown policy key “tier.presets.ours.tierlist”. Did you mean tier.presets.ours.tiers?",
        ),
        (
            "[tier]\npresets.pyramid = 3",
            "keyclient.toml, line 2: tier.presets.pyramid = 3; expected a table of keys.",
        ),
        (
            "[tier.words]\nBlue = 'irn'",
            (
                'tier.words.Blue = "irn" (keyclient.toml, line 2): it must be one of platinum, gold, iron, top, large, '
                "medium, small, private, diamond, ordinary, high-net-worth."
            ),
        ),
        (
            "[tier.words]\nBlue = 3",
            "keyclient.toml, line 2: tier.words.Blue = 3; expected non-empty text.",
        ),
        (
            "[tier.loyalty.recency]\nzero = 30",
            (
                "tier.loyalty.recency.zero = 30 (keyclient.toml, line 2), tier.loyalty.recency.full = 30.0 (default): "
                "zero and full must differ."
            ),
        ),
        (
            "tier.preset = 'trainin'",
            'tier.preset = "trainin" (keyclient.toml, line 1): it must be one of training, pyramid, cards, wealth.',
        ),
        (
            "key.tiers = ['diamond']",
            'key.tiers = ["diamond"] (keyclient.toml, line 1): it must be one of platinum, gold, iron.',
        ),
    ],
)
def test_what_is_wrong_inside_is_told_with_its_place_and_line(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path, text) == said


def test_what_is_wrong_inside_is_told_in_chinese(tmp_path: Path) -> None:
    text = "[[tier.tiers]]\nnme = '甲'\ntop = 3\n[[tier.tiers]]\nname = '乙'"
    assert refusal(tmp_path, text, lang=Lang.ZH).splitlines() == [
        "keyclient.toml 第 1 行：tier.tiers[1] 缺少 name，应为非空文字。",
        "keyclient.toml 第 3 行：tier.tiers[1].top = 3，应为数字（大于 0 且小于 1）。",
        "keyclient.toml 第 2 行：没有名为“tier.tiers[1].nme”的策略项。是否为 name？",
    ]


def test_long_option_is_cut_where_it_is_told(tmp_path: Path) -> None:
    setting = f"tier.tiers=[{{name='a',top=7}},{{name='{'b' * 90}'}}]"
    said = refusal(tmp_path, settings=[setting])
    assert said.startswith(f"--set {setting[:59]}…: tier.tiers[1].top = 7; expected")


def test_free_names_are_laid_over_the_defaults(tmp_path: Path) -> None:
    policy = load(tmp_path, "[tier.words]\nBlue = 'iron'\n'普通' = 'gold'\nregular = ''").policy
    expected = {**WORDS, "普通": "gold", "Blue": "iron"}
    del expected["regular"]
    assert policy.tier.words == expected


def test_one_key_of_a_default_entry_can_be_changed(tmp_path: Path) -> None:
    loaded = load(tmp_path, settings=["tier.presets.training.zh=本行方案"])
    training = loaded.policy.tier.presets["training"]
    assert training.zh == "本行方案"
    assert training.tiers == PRESETS["training"].tiers
    assert loaded.origins["tier.presets.training.zh"].kind is OriginKind.OPTION
    assert loaded.origins["tier.presets.training.about"].kind is OriginKind.DEFAULT


def test_defaults_stay_as_they_are_when_a_policy_changes_them(tmp_path: Path) -> None:
    load(tmp_path, settings=["tier.words.Blue=iron", "tier.presets.wealth="])
    fresh = load(tmp_path).policy.tier
    assert fresh.words == WORDS
    assert fresh.presets == PRESETS


def test_new_entry_has_keys_with_origins_and_one_taken_away_has_none(tmp_path: Path) -> None:
    text = "[tier.presets.ours]\nabout = 'ours'\n[[tier.presets.ours.tiers]]\nname = 'all'"
    loaded = load(tmp_path, text, settings=["tier.presets.wealth="])
    assert loaded.origins["tier.presets.ours.tiers"].line == 3
    assert loaded.origins["tier.presets.ours.zh"].kind is OriginKind.DEFAULT
    assert not [name for name in loaded.origins if name.startswith("tier.presets.wealth")]
    assert [key.path for key in keys_of(loaded.policy)] == [tuple(name.split(".")) for name in loaded.origins]


def test_what_is_taken_away_in_the_file_can_be_given_again(tmp_path: Path) -> None:
    text = 'tier.presets.pyramid = ""'
    assert "pyramid" not in load(tmp_path, text).policy.tier.presets
    preset = load(tmp_path, text, settings=["tier.presets.pyramid.about=again"]).policy.tier.presets[
        "pyramid"
    ]
    assert (preset.about, preset.tiers) == ("again", PRESETS["pyramid"].tiers)


@pytest.mark.parametrize("text", ["platinum,gold", "platinum、gold", "[\"platinum\", 'gold']"])
def test_list_of_words_may_be_given_bare(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, settings=[f"key.tiers={text}"]).policy.key.tiers == ("platinum", "gold")


def test_part_within_a_part_keeps_the_defaults_that_are_not_given(tmp_path: Path) -> None:
    loyalty = load(tmp_path, "[tier.loyalty.satisfaction]\nfull = 5").policy.tier.loyalty
    assert (loyalty.satisfaction.full, loyalty.satisfaction.weight, loyalty.tenure.full) == (5.0, 0.1, 10.0)


def test_nothing_stands_below_a_key_or_beside_the_declared_names() -> None:
    assert key_at(("tier", "near", "x")) is None
    assert key_at(("tier", "loyalty", "age")) is None
    assert key_at(("tier", "words", "anything at all")) is not None
