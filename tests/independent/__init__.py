"""A second opinion on any folder of files: readers that share no code with keyclient, and what they see otherwise.

`python -m tests.independent FOLDER` tells every file in which they find a table and keyclient does not, in which the
rows differ, and every error cell or word among numbers that keyclient does not tell.
"""
