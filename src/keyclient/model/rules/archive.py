"""Rules 32x and 33x: what `check` says about the files of the customers, their contacts, numbers and dates."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

_MISSING = Label(
    "{field}: missing for {missing} of the {customers} customers whose file needs it{held}.",
    "{field}：应有此项的 {customers} 个客户中，{missing} 个缺失{held}。",
)
_FILL = Label(
    "Fill it in, those with the largest value first; `check` tells how much each manager is missing.",
    "请补录，价值高的客户优先；check 按客户经理列出缺失情况。",
)
_STALE = Label(
    "Customers without contact or transaction for {days} days or more: {count}{held}; not known: {unknown}.",
    "{count} 个客户已有 {days} 天或更久无联系、无交易{held}；另有 {unknown} 个客户无从得知。",
)
_CALL = Label("Get in touch, those with the largest value first.", "请尽快联系，价值高的客户优先。")

ARCHIVE_RULES: dict[str, Rule] = {
    "KC320": Rule(
        _N,
        Label("customer files incomplete", "客户档案不全"),
        _MISSING,
        _FILL,
        Label("37 blank birth dates", "37 个客户的出生日期为空"),
    ),
    "KC321": Rule(
        _W,
        Label("customer files far from complete", "客户档案缺失过多"),
        _MISSING,
        _FILL,
        Label("file_floor = 0.9, 80 % have a phone", "file_floor = 0.9，有联系电话者占 80 %"),
    ),
    "KC322": Rule(
        _N,
        Label("no such column", "缺少整列"),
        Label(
            "The files of the customers need fields for which the book has no column: {fields}.",
            "客户档案应有而表内没有的列：{fields}。",
        ),
        Label(
            "Add the columns, name them with --map, or take the fields off check.retail_file and "
            "check.corporate_file in the policy.",
            "请增加这些列，或用 --map 指定列名；如不需要，可在策略的 check.retail_file、check.corporate_file 中去掉。",
        ),
        Label("no column of birth dates", "没有出生日期列"),
    ),
    "KC323": Rule(
        _N,
        Label("stale contact", "久未联系"),
        _STALE,
        _CALL,
        Label("last contact 2025-01-10", "最近联系日期 2025-01-10"),
    ),
    "KC324": Rule(
        _W,
        Label("too many stale contacts", "久未联系客户过多"),
        _STALE,
        _CALL,
        Label("stale_ceiling = 0.2, 31 % are stale", "stale_ceiling = 0.2，久未联系者占 31 %"),
    ),
    "KC325": Rule(
        _W,
        Label("id number wrong", "身份证号有误"),
        Label(
            "{field}: this is no resident id number: its date or its check digit does not fit.",
            "{field}：不是有效的公民身份号码，其中的日期或校验码不符。",
        ),
        Label(
            "Compare it with the document; a digit is mistyped or missing.",
            "请与证件核对，可能有数字录错或遗漏。",
        ),
        "110105194912310029",
    ),
    "KC326": Rule(
        _W,
        Label("birth date contradicts the id number", "出生日期与身份证号不符"),
        Label(
            "{field}: the id number of this row says another date.", "{field}：与本行身份证号所示日期不符。"
        ),
        Label("Correct whichever is wrong.", "请核对并更正其中有误的一项。"),
        Label("1985-03-01 beside …19850310…", "出生日期 1985-03-01，证件号 …19850310…"),
    ),
    "KC327": Rule(
        _W,
        Label("gender contradicts the id number", "性别与身份证号不符"),
        Label(
            "{field}: the id number of this row belongs to the other gender.",
            "{field}：与本行身份证号所示性别不符。",
        ),
        Label(
            "Correct whichever is wrong; the id number may be somebody else's.",
            "请核对并更正；身份证号可能误录为他人号码。",
        ),
        Label("female beside an odd 17th digit", "性别女，而证件号第 17 位为奇数"),
    ),
    "KC328": Rule(
        _W,
        Label("credit code wrong", "统一社会信用代码有误"),
        Label(
            "{field}: this is no unified social credit code: its check character does not fit.",
            "{field}：不是有效的统一社会信用代码，校验码不符。",
        ),
        Label(
            "Compare it with the business licence; a character is mistyped or missing.",
            "请与营业执照核对，可能有字符录错或遗漏。",
        ),
        "91350100M000100Y4X",
    ),
    "KC329": Rule(
        _N,
        Label("no telephone number", "电话号码不合规"),
        Label(
            "{field}: nobody can be called under this: too few or too many digits, or something else than digits.",
            "{field}：号码无法拨打，位数不符或含有其他字符。",
        ),
        Label("Correct the number; remarks go to a column of their own.", "请更正号码；备注文字请另列存放。"),
        "1380013800",
    ),
    "KC330": Rule(
        _W,
        Label("date in the future", "日期晚于数据日期"),
        Label("{field}: the date lies after the data date {as_of}.", "{field}：日期晚于数据日期 {as_of}。"),
        Label(
            "Correct the date, or give the right data date with --as-of.",
            "请更正日期；如数据日期有误，请用 --as-of 指定。",
        ),
        "2062-03-01",
    ),
    "KC331": Rule(
        _N,
        Label("numbers of another kind", "号码另有规则"),
        Label(
            "{field}: {wrong} of {checked} numbers are not what they look like ({kind}); told once, since the column "
            "seems to follow a rule of its own.",
            "{field}：{checked} 个号码中有 {wrong} 个不符合其形式（{kind}）；该列似另有编号规则，故只提示一次。",
        ),
        Label(
            "Nothing to do if the numbers are masked or made up; else compare some with the documents.",
            "如号码已脱敏或为虚拟号码，无需处理；否则请抽查核对。",
        ),
        Label("masked id numbers", "脱敏后的证件号"),
    ),
    "KC332": Rule(
        _W,
        Label("data date looks wrong", "数据日期可能有误"),
        Label(
            "{field}: {wrong} of {checked} dates lie after the data date {as_of}.",
            "{field}：{checked} 个日期中有 {wrong} 个晚于数据日期 {as_of}。",
        ),
        Label("Give the right data date with --as-of.", "请用 --as-of 指定正确的数据日期。"),
        "--as-of 2016-01-31",
    ),
}
