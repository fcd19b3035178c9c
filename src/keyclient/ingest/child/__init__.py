"""The child process that parses workbooks of strangers: `python -m keyclient.ingest.child FORMAT`.

Parsers of workbooks can be made to abort, hang or eat memory by a legal file of a few kilobytes, so they never run
in the process that answers. Nothing in here imports anything else of keyclient, and every parser is imported only
where its format is read: the child is ready in the time that its parser takes to import.
"""
