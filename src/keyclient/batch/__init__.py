"""Unattended runs: every book below the branch shares is processed, and its outcome recorded.

A bad book is an outcome and never stops the others. Files are staged and moved into place once complete, so a run may
be killed at any moment.
"""
