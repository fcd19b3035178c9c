"""How people write numbers and dates that an expression can read, however many different ones a column holds.

The patterns are read alike by RE2, Arrow and Java.
"""

from keyclient.ingest.portfolio.reading import Reading, Want

DECIMALS = 18
"""As many decimals are exact."""
_BODY = "([0-9]{1,15}|[1-9][0-9]{0,2}(,[0-9]{3}){1,4})([.][0-9]{0,18})?"
_LARGE = "[0-9]([.][0-9]{0,15})?[eE][+]?0{0,2}(1[0-4]|[0-9])"
_SMALL = "[0-9]([.][0-9]{0,9})?[eE]-0{0,2}[0-9]"
_NUMBER = f"({_BODY}|{_LARGE}|{_SMALL})"
_SIGNED = "([+-]?([\u00a5\uffe5] ?)?|[\u00a5\uffe5] ?[+-])"
_YUAN = 100
"""Fen. In a column of another unit the sign 元 after a number says that it is not in that unit."""
AROUND = "[\u00a5\uffe5元, +]"
"""What is taken out of a number before it is read."""
DATE = (
    "^(19|2[0-9])[0-9]{2}([0-9]{4}|[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
    "([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?)?)$"
)
"""19800506, 1980-5-6, 1980/05/06, 1980.5.6, 1980年5月6日; a time of day may follow the last four."""
DATE_PARTS = "^([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})"


def number_pattern(reading: Reading) -> str:
    """The numbers of a column: with thousands separators or an exponent, and of money with the sign of the yuan."""
    if reading.want is not Want.MONEY:
        return f"^[+-]?{_NUMBER}$"
    return f"^{_SIGNED}{_NUMBER}{'( ?元)?' if reading.factor == _YUAN else ''}$"
