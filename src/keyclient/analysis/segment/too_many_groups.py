"""Why a column of a portfolio is no column of groups."""

from keyclient.errors import UsageError
from keyclient.model.label import Label


class TooManyGroups(UsageError):
    """There are more groups than are brought into memory."""

    sentence = Label(
        "The column of the groups has more than {limit} different texts. Choose a column with fewer, or raise the limit with "
        "--set scale.collected=N.",
        "分组一列的不同取值超过 {limit} 个。请改用取值较少的列，或用 --set scale.collected=N 提高上限。",
    )
