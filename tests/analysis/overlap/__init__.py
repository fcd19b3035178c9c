"""Customers of several branches and managers."""
