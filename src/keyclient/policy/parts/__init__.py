"""The tables of the policy, one module each: every cut-off with its default, meaning and source."""
