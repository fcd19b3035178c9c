"""`Customer`: every field that keyclient knows, each declared once, in a module for each group of fields.

The type says which values are valid; the `Column` beside it says which headings mean the field and how its cells
are read. Heading match, validation, frame dtypes and documentation are all derived from these declarations. Money is
whole fen (1/100 yuan); a blank is None.
"""

from keyclient.model.customer.averages import AverageFields
from keyclient.model.customer.background import BackgroundFields
from keyclient.model.customer.changes import ChangeFields
from keyclient.model.customer.identity import IdentityFields
from keyclient.model.customer.management import ManagementFields
from keyclient.model.customer.maturity import MaturityFields
from keyclient.model.customer.money import MoneyFields
from keyclient.model.customer.pipeline import PipelineFields
from keyclient.model.customer.products import ProductsFields
from keyclient.model.customer.relation import RelationFields
from keyclient.model.customer.values import MAX_FEN

__all__ = ["MAX_FEN", "Customer"]


# Pydantic takes the fields of the last base first, so the groups are listed from the last field to the first.
class Customer(
    BackgroundFields,
    PipelineFields,
    RelationFields,
    ProductsFields,
    MaturityFields,
    ChangeFields,
    AverageFields,
    MoneyFields,
    ManagementFields,
    IdentityFields,
):
    """One customer of a branch, as the book has it. Every field is optional; money is in fen."""
