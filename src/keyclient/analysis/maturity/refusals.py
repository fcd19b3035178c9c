"""Why there is no answer about maturities."""

from keyclient.errors import UsageError
from keyclient.model.label import Label


class NotEarlierError(UsageError):
    """The earlier book is not dated before the book of today."""

    sentence = Label(
        "{earlier} is dated {day}, not before {today}. What matured in between needs the data dates of both books: put "
        "them above the tables or into the names of the files, or give that of the newest book with --as-of.",
        "{earlier} 的数据日期为 {day}，并不早于 {today}。计算期间到期情况需要两期的数据日期：请写在表头上方或文件名中，最新一期也可用 "
        "--as-of 指定。",
    )
