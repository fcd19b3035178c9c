"""The date of this machine: for what people mean by today. Nothing below the command line asks for it."""

import datetime as dt


def machine_date() -> dt.date:
    """Today, where the machine stands."""
    return dt.datetime.now().astimezone().date()
