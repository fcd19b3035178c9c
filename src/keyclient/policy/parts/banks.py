"""Other banks, and what people write for them."""

from collections.abc import Mapping
from types import MappingProxyType

BANKS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "工商银行": ("工行", "工商", "icbc", "宇宙行"),
    "农业银行": ("农行", "abc"),
    "中国银行": ("中行", "boc"),
    "建设银行": ("建行", "建设", "ccb"),
    "交通银行": ("交行", "bocom", "bankcomm"),
    "邮储银行": ("邮政储蓄银行", "邮政储蓄", "邮储", "邮政银行", "邮政", "psbc"),
    "招商银行": ("招行", "招商", "cmb"),
    "中信银行": ("中信", "citic", "citicbank"),
    "光大银行": ("光大", "ceb"),
    "民生银行": ("民生", "cmbc"),
    "浦发银行": ("浦东发展银行", "上海浦东发展银行", "浦发", "spdb"),
    "兴业银行": ("兴业", "cib"),
    "平安银行": ("平安", "pab", "pinganbank"),
    "华夏银行": ("华夏", "hxb"),
    "广发银行": ("广东发展银行", "广发", "cgb"),
    "浙商银行": ("浙商", "czb", "czbank"),
    "渤海银行": ("渤海", "cbhb"),
    "恒丰银行": ("恒丰", "hfb"),
    "微众银行": ("微众", "webank"),
    "网商银行": ("网商", "mybank"),
    "汇丰银行": ("汇丰", "hsbc"),
    "渣打银行": ("渣打", "standardchartered"),
    "花旗银行": ("花旗", "citi", "citibank"),
})  # fmt: skip
"""The large banks of China, each with its short names and letters; 中国 before and 股份有限公司 after a name make no difference."""
