"""The child process that parses workbooks of strangers: `python -m keyclient.ingest.child FORMAT`.

A parser written in another language ends its whole process where it fails, which no `except` catches; so none ever runs
in the process that answers. Nothing in here imports anything else of keyclient, and every parser is imported only
where its format is read: the child is ready in the time that its parser takes to import.
"""
