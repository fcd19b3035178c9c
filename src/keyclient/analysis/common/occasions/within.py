"""Within how many days something is a reason to get in touch."""

from dataclasses import dataclass

from keyclient.policy.parts.today import TodayPolicy


@dataclass(frozen=True, slots=True)
class Within:
    """Days counted from the data date of the newest book."""

    maturing: int
    """Money that matures tomorrow up to so many days on."""
    birthday: int
    """A birthday today up to so many days on."""
    new: int
    """An account opened fewer than so many days ago."""

    @classmethod
    def of_today(cls, policy: TodayPolicy) -> "Within":
        """As a list of calls of one day has it."""
        return cls(policy.maturing_days, policy.birthday_days, policy.new_days)

    @classmethod
    def until(cls, days: int, policy: TodayPolicy) -> "Within":
        """As a plan for so many days has it: what falls due while it runs, or is soon by itself."""
        return cls(max(days, policy.maturing_days), max(days, policy.birthday_days), policy.new_days)
