"""Weighted selection: the curve of values at given ranks and sums, without a sort and without a window, on any engine."""
