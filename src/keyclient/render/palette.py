"""The fonts, colours and number formats of everything written for Excel."""

from keyclient.model.label import Lang
from keyclient.model.report import Kind, Tone

FONTS = {Lang.EN: "Calibri", Lang.ZH: "Microsoft YaHei"}
SIZE = 10
LINE = 15.0
"""The height of a line of text, in points."""

INK, FAINT, ACCENT, LINK = "#1F2937", "#6B7280", "#1F4E79", "#0563C1"
HEAD_FILL, RULE = "#DCE6F1", "#D0D7DE"
INPUT_FILL, INPUT_HEAD_FILL = "#FFFDF0", "#FFE9A8"
"""Grounds of the cells that people fill in, and of their headings."""
BAR_FILL, SECOND = "#9DC3E6", "#C55A11"
"""Colours of the bars behind shares and in charts, and of further series."""
TOTAL, RISE, FALL = "#1F3864", "#5B9BD5", "#B8460B"
"""Colours of a waterfall, which differ in print without colours too."""
TONES = {
    Tone.RED: ("#F8D0CD", "#7F150D"),
    Tone.ORANGE: ("#FBDCB6", "#6B3A00"),
    Tone.YELLOW: ("#FDF3C0", "#574500"),
    Tone.GREY: ("#E3E6EA", "#434A52"),
    Tone.GREEN: ("#D5ECD4", "#1D4D20"),
}
"""Ground and ink of a word that has a colour."""
NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.MONEY: "#,##0.00;[Red]-#,##0.00",
    Kind.WAN: "#,##0.00;[Red]-#,##0.00",
    Kind.NUMBER: "#,##0.####",
    Kind.INDEX: "0.0000",
    Kind.ORDINAL: "0",
    Kind.SHARE: "0.00%",
    Kind.DATE: "yyyy-mm-dd",
    Kind.YEARS: "0.0",
    Kind.DAYS: "0.0",
    Kind.SCORE: "0.0",
}
