"""What customers are ranked by if no measure is named. Faces import it, so it imports nothing."""

AVERAGES = {"aum": "aum_average", "deposits": "deposits_average"}
"""The average that takes the place of a balance at a date where a book has no such balance."""
ALONE = ("revenue", "aum")
"""Fields that are the measure by themselves, best first."""
SUMMED = ("deposits", "loans", "investments")
"""Fields whose sum is the measure if the book has none of the others."""
MEASURE_FIELDS = ("revenue", "aum", "aum_average", "deposits", "deposits_average", "loans", "investments")
"""All of them, best first; an average right after the balance that it takes the place of."""
FLOWS = ("revenue", "fee_income")
"""Money fields that are earned over a time, so that several months add up; the others are balances at a date."""
