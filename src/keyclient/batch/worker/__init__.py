"""The process that works on one book after another."""
