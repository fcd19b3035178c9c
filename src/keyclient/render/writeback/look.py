"""The look of keyclient's own sheet in the user's workbook: its formats are added, none of the workbook's is used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keyclient.model.label import Lang
from keyclient.model.report import Kind
from keyclient.render.palette import ACCENT, FAINT, FONTS, HEAD_FILL, INK, NUMBER_FORMATS, RULE, SIZE
from keyclient.render.writeback.growing import GrowingStyles
from keyclient.render.writeback.markup import UnusualXml

_TOP_LEFT = 'horizontal="left" vertical="top" wrapText="1"'
_TOP_RIGHT = 'horizontal="right" vertical="top"'
_ONE_LINE = 'horizontal="left" vertical="top"'
_HEADING = 'vertical="center" wrapText="1"'
TITLE_SIZE, SECTION_SIZE = 14, 12
"""Points."""


@dataclass(frozen=True)
class Look:
    """Indices of the cell formats of the sheet; empty for a workbook whose styles cannot be added to."""

    title: int | None = None
    section: int | None = None
    lead: int | None = None
    note: int | None = None
    head: int | None = None
    head_right: int | None = None
    """The heading of a column of figures."""
    head_indented: int | None = None
    """The heading of a column of texts beside another column."""
    indented: int | None = None
    """A text beside another cell."""
    cells: Mapping[Kind, int] = field(default_factory=dict)


NO_LOOK = Look()


def with_look(styles: bytes | None, lang: Lang) -> tuple[bytes | None, Look]:
    """The styles part with the formats of the sheet, and their indices. The same part twice is not changed again."""
    if styles is None:
        return None, NO_LOOK
    try:
        growing = GrowingStyles(styles)
    except UnusualXml:
        return styles, NO_LOOK
    made = _Maker(growing, lang)
    ruled, filled = made.border(RULE), made.border(ACCENT)
    fill = made.fill(HEAD_FILL)
    bold = made.font(bold=True)
    body = made.font()
    look = Look(
        title=made.format(made.font(TITLE_SIZE, ACCENT, bold=True), aligned=_ONE_LINE),
        section=made.format(made.font(SECTION_SIZE, ACCENT, bold=True), aligned=_ONE_LINE),
        lead=made.format(made.font(11)),
        note=made.format(made.font(colour=FAINT)),
        head=made.format(bold, fill=fill, border=filled, aligned=f'{_HEADING} horizontal="left"'),
        head_right=made.format(bold, fill=fill, border=filled, aligned=f'{_HEADING} horizontal="right"'),
        head_indented=made.format(
            bold, fill=fill, border=filled, aligned=f'{_HEADING} horizontal="left" indent="1"'
        ),
        indented=made.format(
            body, border=ruled, aligned=f'{_TOP_LEFT} indent="1"', number=NUMBER_FORMATS[Kind.TEXT]
        ),
        cells={
            kind: made.format(
                body, border=ruled, aligned=_TOP_LEFT if kind is Kind.TEXT else _TOP_RIGHT, number=code
            )
            for kind, code in NUMBER_FORMATS.items()
        },
    )
    return growing.xml(), look


@dataclass(frozen=True)
class _Maker:
    """Makes formats in one language."""

    styles: GrowingStyles
    lang: Lang

    def font(self, size: int = SIZE, colour: str = INK, *, bold: bool = False) -> int:
        """The index of a font."""
        p, weight = self._p, f"<{self._p}b/>" if bold else ""
        look = f'<{p}sz val="{size}"/><{p}color rgb="{_argb(colour)}"/><{p}name val="{FONTS[self.lang]}"/>'
        return self.styles.add("fonts", f"<{p}font>{weight}{look}</{p}font>")

    def fill(self, colour: str) -> int:
        """The index of a plain fill."""
        p = self._p
        solid = f'<{p}patternFill patternType="solid"><{p}fgColor rgb="{_argb(colour)}"/></{p}patternFill>'
        return self.styles.add("fills", f"<{p}fill>{solid}</{p}fill>")

    def border(self, colour: str) -> int:
        """The index of a thin line below."""
        p = self._p
        line = f'<{p}bottom style="thin"><{p}color rgb="{_argb(colour)}"/></{p}bottom>'
        return self.styles.add(
            "borders", f"<{p}border><{p}left/><{p}right/><{p}top/>{line}<{p}diagonal/></{p}border>"
        )

    def format(
        self,
        font: int,
        *,
        fill: int = 0,
        border: int = 0,
        aligned: str = _TOP_LEFT,
        number: str = "",
    ) -> int:
        """The index of a cell format."""
        p, code = self._p, self.styles.number_format(number) if number else 0
        return self.styles.add(
            "cellXfs",
            f'<{p}xf numFmtId="{code}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" '
            f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><{p}alignment {aligned}/></{p}xf>',
        )

    @property
    def _p(self) -> str:
        return self.styles.root.prefix


def _argb(colour: str) -> str:
    return f"FF{colour.removeprefix('#')}"
