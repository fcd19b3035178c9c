"""The options of the commands: each is declared once, and those that go together are a group."""
