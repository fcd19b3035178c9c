"""Tests of `plan --verify`."""
