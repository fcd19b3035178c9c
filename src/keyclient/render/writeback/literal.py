"""Comments and literal texts (CDATA) of a sheet, in which anything may stand: set aside while tags are looked for."""

import re
from base64 import b64decode, b64encode

_SECTION = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.S)
_TOKEN = re.compile(rb"\0([A-Za-z0-9+/=]*)\0")
"""NUL stands in no XML, and no tag in what is between."""


def set_aside(data: bytes) -> tuple[bytes, bytes]:
    """The data with a token for each section, and the end of it if a section begins there that goes on."""
    if b"<!" not in data and not data.endswith(b"<"):
        return data, b""
    plain = _SECTION.sub(lambda section: b"\0" + b64encode(section[0]) + b"\0", data)
    at = plain.find(b"<!")
    if at < 0 and plain.endswith(b"<"):
        at = len(plain) - 1
    return (plain, b"") if at < 0 else (plain[:at], plain[at:])


def put_back(data: bytes) -> bytes:
    """The data with its sections in their places."""
    return _TOKEN.sub(lambda token: b64decode(token[1]), data) if b"\0" in data else data
