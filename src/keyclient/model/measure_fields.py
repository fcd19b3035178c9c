"""What customers are ranked by if no measure is named. Faces import it, so it imports nothing."""

ALONE = ("revenue", "aum")
"""Fields that are the measure by themselves, best first."""
SUMMED = ("deposits", "loans", "investments")
"""Fields whose sum is the measure if the book has none of the others."""
MEASURE_FIELDS = (*ALONE, *SUMMED)
"""All of them, best first."""
FLOWS = ("revenue", "fee_income")
"""Money fields that are earned over a time, so that several months add up; the others are balances at a date."""
