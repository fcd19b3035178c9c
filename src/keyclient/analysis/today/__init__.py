"""Whom each manager calls today, and why."""
