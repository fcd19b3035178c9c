"""How unevenly value is distributed over the customers."""

from keyclient.metrics.profile import Profile


def gini(profile: Profile) -> float | None:
    """The Gini coefficient over all customers with a value, including zeros; None if every value is 0.

    Population form 2 sum(i x_i) / (n sum x) - (n + 1) / n with x rising (Gini 1912). With negative values it is
    normalised by the sum of absolute values, sum_ij |x_i - x_j| / (2 n (T+ + |T-|)), so that it stays within 0..1
    (Raffinetti, Siletti and Vernizzi 2015). Both are one sum: sum_ij |x_i - x_j| / 2 = sum((2i - n - 1) x_i).
    """
    spread = profile.known * profile.net - profile.weighted
    return _ratio(spread, profile.known * (profile.gross - profile.loss))


def gini_of_positives(profile: Profile) -> float | None:
    """The Gini coefficient over the customers with a positive value; None if there are none."""
    spread = profile.positives * profile.gross - profile.weighted_gross
    return _ratio(spread, profile.positives * profile.gross)


def hhi(profile: Profile) -> float | None:
    """The Herfindahl-Hirschman index over the n customers with a positive value, 1/n to 1; None if there are none.

    The sum of squared shares (Hirschman 1945, Herfindahl 1950).
    """
    return profile.squares / float(profile.gross) ** 2 if profile.squares else None


def effective_customers(profile: Profile) -> float | None:
    """1 / HHI: the number of equal customers with the same concentration; None if no value is positive."""
    return float(profile.gross) ** 2 / profile.squares if profile.squares else None


def _ratio(spread: float, whole: float) -> float | None:
    """The ratio, not below 0: with equal values, rounding may give a tiny negative number. None if `whole` is 0."""
    return max(spread / whole, 0.0) if whole else None
