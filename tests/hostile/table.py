"""All hostile files."""

from tests.hostile.binaries import BINARY_CASES
from tests.hostile.entities import ENTITY_CASES
from tests.hostile.files import FILE_CASES
from tests.hostile.packages import PACKAGE_CASES
from tests.hostile.sheets import SHEET_CASES
from tests.hostile.texts import TEXT_CASES

CASES = {
    case.name: case
    for case in (*SHEET_CASES, *PACKAGE_CASES, *ENTITY_CASES, *BINARY_CASES, *TEXT_CASES, *FILE_CASES)
}
