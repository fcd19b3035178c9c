"""`policy show` for people: every key under its meaning, in lines that fit the screen; nothing is cut."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.model.report import Report
from keyclient.policy.loading.keys import Key, KeyPath, dotted, is_list, items_in_force, value_of
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.loading.to_toml import to_toml, to_toml_lines
from keyclient.policy.showing.part import keys_shown, part_titles
from keyclient.policy.showing.report import NOT_SET, is_set
from keyclient.render.screen import Screen
from keyclient.render.text import Voice
from keyclient.render.width import cells, pad, wrap

_NARROW = 80
"""The width of lines that go to a file or another program."""
_INDENT = "  "
_SET_HERE = Label("Set", "已设置")
_PARTS = Label("Parts", "各部分")
_KEYS = Label("{count} keys", "{count} 项")
_HOW = (
    Label(
        "One part, by its name or title: keyclient policy show PART",
        "显示其中一部分（中英文名称均可）：keyclient policy show 名称",
    ),
    Label("The whole policy: keyclient policy show all", "显示全部：keyclient policy show all"),
)
_FACT = Label("{name}: {value}", "{name}：{value}")
_ORIGIN = Label("({place})", "（{place}）")
_IN_FORCE = Label("in force:", "生效的是：")


@dataclass(frozen=True)
class PolicyPage:
    """Draws the policy for one reader."""

    loaded: LoadedPolicy
    report: Report
    voice: Voice
    width: int

    @classmethod
    def on(cls, screen: Screen, loaded: LoadedPolicy, report: Report, voice: Voice) -> "PolicyPage":
        """The page for a screen; lines that go elsewhere are as wide as an ordinary window."""
        return cls(loaded, report, voice, screen.width - 1 if screen.terminal else _NARROW)

    def part(self, path: KeyPath = ()) -> str:
        """All keys of a part of the policy, or of the whole."""
        return self._page([list(self._keys(keys_shown(self.loaded.policy, path)))])

    def overview(self) -> str:
        """What is set, and which parts there are."""
        given = [key for key in keys_shown(self.loaded.policy) if is_set(self.loaded, key)]
        set_here = [self.voice.label(_SET_HERE), *self._keys(given)] if given else []
        return self._page([set_here, list(self._parts())])

    def _page(self, blocks: Iterable[list[str]]) -> str:
        head = [self.voice.label(self.report.title)]
        told = [
            line for sentence in self.report.headline for line in self._wrapped(self.voice.sentence(sentence))
        ]
        for fact in self.report.facts:
            value = self.voice.value(fact.value, fact.kind)
            told += self._wrapped(self.voice.label(_FACT.filled(name=fact.label, value=value)))
        return "\n\n".join("\n".join(block) for block in (head + told, *blocks) if block) + "\n"

    def _keys(self, keys: Iterable[Key]) -> Iterator[str]:
        """Each meaning, and the keys that have it."""
        for meaning, alike in groupby(keys, key=lambda key: key.meaning):
            yield from self._wrapped(self.voice.label(meaning))
            for key in alike:
                yield from self._key(key)

    def _key(self, key: Key) -> Iterator[str]:
        """A key with its value and origin, on one line if it fits."""
        value = value_of(self.loaded.policy, key.path)
        said = self.voice.label(NOT_SET) if value is None else to_toml(value)
        place = self.loaded.origins[dotted(key.path)].label
        origin = self.voice.label(_ORIGIN.filled(place=place))
        line = f"{_INDENT}{dotted(key.path)} = {said}{_INDENT}{origin}"
        if cells(line) <= self.width:
            yield line
        else:
            yield from self._long(key, value, origin)
        if value is None and is_list(key.path):
            yield from self._wrapped(self.voice.label(_IN_FORCE), 2)
            yield from self._value(items_in_force(self.loaded.policy, key.path), 2)

    def _long(self, key: Key, value: object, origin: str) -> Iterator[str]:
        yield from self._wrapped(f"{dotted(key.path)} =", 1)
        yield from self._value(value, 2)
        yield from self._wrapped(origin, 2)

    def _value(self, value: object, depth: int) -> Iterator[str]:
        lines = [line.strip() for line in to_toml_lines(value).splitlines()]
        for line in lines[1:-1] or lines:
            yield from self._wrapped(line, depth)

    def _parts(self) -> Iterator[str]:
        """The parts with the command that shows each."""
        titles: Mapping[KeyPath, Label] = part_titles()
        names = [dotted(path) for path in titles]
        shown = [self.voice.label(title) for title in titles.values()]
        name_room, title_room = max(map(cells, names)), max(map(cells, shown))
        yield self.voice.label(_PARTS)
        for path, name, title in zip(titles, names, shown, strict=True):
            count = sum(1 for _ in keys_shown(self.loaded.policy, path))
            keys = self.voice.label(_KEYS.filled(count=count))
            yield f"{_INDENT}{pad(name, name_room)}{_INDENT}{pad(title, title_room)}{_INDENT}{keys}"
        yield from (line for how in _HOW for line in self._wrapped(self.voice.label(how)))

    def _wrapped(self, text: str, depth: int = 0) -> Iterator[str]:
        indent = _INDENT * depth
        return (indent + line for line in wrap(text, self.width - len(indent)))
