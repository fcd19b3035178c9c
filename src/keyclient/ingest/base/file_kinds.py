"""The file formats that can be read."""

from enum import StrEnum


class FileKind(StrEnum):
    """A file format."""

    XLSX = "xlsx"
    """OOXML, with or without macros."""
    XLSB = "xlsb"
    XLS = "xls"
    """BIFF 2 to 8."""
    ODS = "ods"
    FODS = "fods"
    """OpenDocument as one XML file."""
    XML2003 = "xml2003"
    """SpreadsheetML of Excel 2003, one XML file."""
    HTML = "html"
    PARQUET = "parquet"
    TEXT = "text"

    @property
    def is_package(self) -> bool:
        """Whether it is a zip package of parts."""
        return self in (FileKind.XLSX, FileKind.XLSB, FileKind.ODS)

    @property
    def is_markup(self) -> bool:
        """Whether it is markup: text with tags, in any encoding."""
        return self in (FileKind.FODS, FileKind.XML2003, FileKind.HTML)
