"""Tests of `maturity`."""
