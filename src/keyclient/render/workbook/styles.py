"""The cell formats of a workbook."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from keyclient.model.label import Lang
from keyclient.model.report import Kind, TableColumn, Tone
from keyclient.render.palette import (
    ACCENT,
    BAR_FILL,
    FAINT,
    FONTS,
    HEAD_FILL,
    INK,
    INPUT_FILL,
    INPUT_HEAD_FILL,
    LINK,
    NUMBER_FORMATS,
    RULE,
    SIZE,
    TONES,
)
from keyclient.render.text import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlsxwriter
    from xlsxwriter.format import Format

TABLE_STYLE = "Table Style Medium 2"
BARS = {
    "type": "data_bar",
    "bar_color": BAR_FILL,
    "bar_solid": True,
    "min_type": "num",
    "min_value": 0,
}
"""The bars behind shares: solid ones of Excel 2010 and later, with no bar for zero."""
SHADES = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
    "min_color": "#FFFFFF",
    "max_color": "#6FA8DC",
}
"""The backgrounds of shares in a heat map: darker for larger shares."""


@dataclass
class Styles:
    """The formats of one workbook, each created once."""

    workbook: "xlsxwriter.Workbook"
    lang: Lang

    @cached_property
    def title(self) -> "Format":
        """The title of a sheet."""
        return self._make(bold=True, font_size=16, font_color=ACCENT)

    @cached_property
    def lead(self) -> "Format":
        """A sentence of the headline."""
        return self._make(font_size=11, text_wrap=True, valign="top")

    @cached_property
    def section(self) -> "Format":
        """The title of a table."""
        return self._make(bold=True, font_size=12, font_color=ACCENT)

    @cached_property
    def name(self) -> "Format":
        """The name of a figure."""
        return self._make(font_color=FAINT, text_wrap=True, valign="bottom", align="left")

    @cached_property
    def body(self) -> "Format":
        """Text that wraps."""
        return self._make(text_wrap=True, valign="top", num_format="@")

    @cached_property
    def faint(self) -> "Format":
        """A remark."""
        return self._make(font_color=FAINT, text_wrap=True, valign="top")

    @cached_property
    def remark(self) -> "Format":
        """A remark on one line."""
        return self._make(font_color=FAINT)

    @cached_property
    def jump(self) -> "Format":
        """A link to another sheet."""
        return self._make(font_color=LINK, underline=1)

    def figure(self, kind: Kind) -> "Format":
        """A key figure of the summary, in large type."""
        return self._once(
            ("figure", kind), bold=True, font_size=13, align="left", num_format=NUMBER_FORMATS[kind]
        )

    def head(self, *, text: bool, indented: bool = False) -> "Format":
        """The heading of a column; right-aligned for figures."""
        align = "left" if text else "right"
        return self._once(
            ("head", text, indented), bold=True, bg_color=HEAD_FILL, text_wrap=True, valign="vcenter", align=align,
            bottom=1, bottom_color=ACCENT, indent=int(text and indented),
        )  # fmt: skip

    def line(
        self, kind: Kind, *, link: bool = False, quoted: bool = False, indented: bool = False
    ) -> "Format":
        """A cell of a short table; text after figures is indented, so that it does not touch them.

        `quoted`: its text may start like a formula and must stay text when it is edited.
        """
        look = self._of(kind, link=link) | {"valign": "vcenter", "quote_prefix": quoted}
        if kind is Kind.TEXT and indented:
            look |= {"align": "left", "indent": 1}
        return self._once(("line", kind, link, quoted, indented), **look)

    def cell(
        self, kind: Kind, *, link: bool = False, quoted: bool = False, indented: bool = False
    ) -> "Format":
        """A cell of a long table, formatted likewise."""
        look = self._of(kind, link=link) | {"valign": "top", "quote_prefix": quoted}
        if kind is Kind.TEXT and indented:
            look |= {"align": "left", "indent": 1}
        return self._once(("cell", kind, link, quoted, indented), **look)

    def cut_cell(self, kind: Kind, *, quoted: bool = False, indented: bool = False) -> "Format":
        """A cell of a long table whose text is cut at the edge of its column."""
        look = self._of(kind, link=False) | {"valign": "top", "quote_prefix": quoted, "text_wrap": False}
        look |= {"align": "left", "indent": int(indented)}
        return self._once(("cut", kind, quoted, indented), **look)

    def input_cell(self, kind: Kind, *, quoted: bool = False, indented: bool = False) -> "Format":
        """A cell of a form that people fill in: of another ground, and not protected."""
        look = self._of(kind, link=False) | {"valign": "top", "quote_prefix": quoted}
        look |= {"locked": False, "bg_color": INPUT_FILL}
        if kind is Kind.TEXT and indented:
            look |= {"align": "left", "indent": 1}
        return self._once(("input", kind, quoted, indented), **look)

    def input_head(self, *, text: bool, indented: bool = False) -> "Format":
        """The heading of a column that people fill in."""
        align = "left" if text else "right"
        return self._once(
            ("input_head", text, indented), bold=True, bg_color=INPUT_HEAD_FILL, text_wrap=True, valign="vcenter",
            align=align, bottom=1, bottom_color=ACCENT, indent=int(text and indented),
        )  # fmt: skip

    @cached_property
    def fading(self) -> "Format":
        """What a conditional format makes of rows that are finished."""
        return self.workbook.add_format({"font_color": FAINT})

    def ground(self, tone: Tone) -> "Format":
        """The colour of a tone, for a conditional format."""
        return self._tone(tone)

    def tones(self, column: TableColumn, voice: Voice) -> "Iterator[dict[str, object]]":
        """The colours of a column's words, as conditional formats."""
        for word, tone in column.tones:
            said = voice.label(word).replace('"', '""')
            yield {"type": "cell", "criteria": "==", "value": f'"{said}"', "format": self._tone(tone)}

    def _tone(self, tone: Tone) -> "Format":
        """Only what a conditional format may change: ground and ink."""
        if ("tone", tone) not in self._made:
            ground, ink = TONES[tone]
            look = {"bg_color": ground, "font_color": ink}
            self._made["tone", tone] = self.workbook.add_format(look)
        return self._made["tone", tone]

    def counted(self, count: str, mark: str) -> "Format":
        """A share of a heat map with the customers behind it before it, and a mark after it."""
        said = f'"{count}  "{NUMBER_FORMATS[Kind.SHARE]}' + (f'"{mark}"' if mark else "")
        look = self._of(Kind.SHARE, link=False) | {"num_format": said, "align": "right", "valign": "vcenter"}
        return self._once(("counted", count, mark), **look)

    def _of(self, kind: Kind, *, link: bool) -> dict[str, object]:
        look: dict[str, object] = {
            "num_format": NUMBER_FORMATS[kind],
            "bottom": 1,
            "bottom_color": RULE,
            "text_wrap": kind is Kind.TEXT,
        }
        return look | ({"font_color": LINK, "underline": 1} if link else {})

    def _once(self, key: tuple[object, ...], **look: object) -> "Format":
        if key not in self._made:
            self._made[key] = self._make(**look)
        return self._made[key]

    def _make(self, **look: object) -> "Format":
        base = {"font_name": FONTS[self.lang], "font_size": SIZE, "font_color": INK}
        return self.workbook.add_format(base | look)

    @cached_property
    def _made(self) -> "dict[tuple[object, ...], Format]":
        return {}
