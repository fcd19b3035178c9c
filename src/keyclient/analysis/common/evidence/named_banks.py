"""What people write where a customer's other banks are to be named: banks, or an answer to whether there are any."""

import re
from enum import IntEnum

from keyclient.analysis.common.group_names import group_key

_OTHERS = (
    r"(?:(?:任何|其他|其它|别的|他|它|外|竞争|同业|主要)*(?:银行|行|机构|对手|同业|竞争)"
    r"(?:的?(?:业务|往来|账户|帐户|开户|关系|合作|存款|资产|记录|信息))*|业务|往来|信息|记录)?"
)
_NOBODY = re.compile(
    rf"(?:暂|暂时|目前|尚|均|都|经了解)?(?:无|否|没有?|未|没有?发现|未发现|未见|未持有|不存在|不是|不|非)(?:有|开立?|在)?{_OTHERS}"
    r"|(?:仅|只)(?:有|在|与)?(?:本|我)行(?:往来|开户|一家)?|本行|我行|(?:0|零)(?:家|个)?"
    r"|no|n|false|f|none|nil|nobody|noone|nothing|never|not?any|only(?:us|ours)|ours?only"
    r"|(?:no|none|not?any)(?:known|named|other|others|otherbanks?|competitors?|banks?)+|×|✗|✘|☐"
)
_ANY = re.compile(
    rf"(?:已|确|另|也|还)?(?:是|有|存在|属实)(?:的)?(?:一家|两家|多家|几家|数家|若干|部分)?{_OTHERS}"
    r"|(?:多|几|数|若干|两|一|[1-9]\d?)家(?:银行|他行)?|他行|其他银行|其它银行|外行"
    r"|yes|y|true|t|1|x|✓|✔|√|☑|ok|some|several|(?:other|another|some|several)banks?"
)
_UNSAID = re.compile(
    r"(?:暂|尚|目前|还|信息)?(?:未|不)(?:知|知道|详|明|明确|清|清楚|确定|了解|掌握|核实|调查|填|填写|提供|告知|透露|便透露|便告知|愿透露|愿告知|收集|采集)"
    r"|待(?:定|查|核实|核|了解|确认|补|补充|补录|填|调查|完善|收集)|保密|拒答|空|空白|[?？.。…*]+"
    r"|unknown|unk|unsure|notknown|notsure|tbd|tbc|n\.?a\.?|n/a|nan|null|undisclosed|confidential|notdisclosed|notasked"
)
_BETWEEN = re.compile(r"[、,，;；/／|+&＋\n]+")


class Named(IntEnum):
    """What is said; of several words the greatest."""

    UNSAID = 0
    """That nobody knows."""
    NOBODY = 1
    ANY = 2
    """That there is one, and not which."""
    BANK = 3


def named(text: str) -> tuple[Named, str]:
    """What a cell says, and the banks in it, without words that name none."""
    whole = _meant(text)
    if whole is not Named.BANK:
        return whole, ""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    meant = [_meant(part) for part in parts]
    most = max(meant, default=Named.UNSAID)
    if min(meant, default=most) is most:
        return most, text if most is Named.BANK else ""
    banks = (part for part, one in zip(parts, meant, strict=True) if one is Named.BANK)
    return most, "、".join(banks)


def banks_in(text: str) -> tuple[str, ...]:
    """Every bank that a cell names, one by one."""
    said, banks = named(text)
    if said is not Named.BANK:
        return ()
    return tuple(part.strip() for part in _BETWEEN.split(banks) if part.strip())


def _meant(text: str) -> Named:
    word = group_key(text).strip("。.!！()（）[]【】\"'")
    cases = ((_UNSAID, Named.UNSAID), (_NOBODY, Named.NOBODY), (_ANY, Named.ANY))
    return next(
        (meant for words, meant in cases if words.fullmatch(word)), Named.BANK if word else Named.UNSAID
    )
