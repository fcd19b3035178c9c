"""Published lists of tiers to start from. None of them is any bank's rule."""

from keyclient.policy.parts.ladder import Preset, Tier

_PLATINUM, _GOLD, _IRON = ("platinum", "铂金"), ("gold", "黄金"), ("iron", "铁")


def _tier(
    names: tuple[str, str],
    *,
    top: float | None = None,
    floor: str | None = None,
    loyalty: float | None = None,
) -> Tier:
    measure = None if floor is None else "aum"
    return Tier.usual(name=names[0], zh=names[1], top=top, floor=floor, measure=measure, loyalty=loyalty)


PRESETS = {
    "training": Preset.usual(
        about=(
            "Platinum, gold and iron from training material on key-customer development: by value, and for gold "
            "by loyalty too. The shares 5 % and 20 % are keyclient's choice, based on the 80/20 rule. The "
            "customer pyramid of Zeithaml, Rust and Lemon (2001) differs: there gold is the less loyal tier."
        ),
        zh="大客户开发培训资料的铂金、黄金、铁三级：按价值划分，黄金另看忠诚度；5% 与 20% 由本程序参照 80/20 法则设定。",
        tiers=(_tier(_PLATINUM, top=0.05), _tier(_GOLD, top=0.20, loyalty=60.0), _tier(_IRON)),
    ),
    "pyramid": Preset.usual(
        about=(
            "The largest 1 %, the next 4 %, the next 15 % and the other 80 % of the customers (Curry and Curry, "
            "The Customer Marketing Method, 2000). A published example."
        ),
        zh="最大的 1%、其次 4%、再次 15% 与其余 80% 的客户（Curry 客户金字塔，2000）。公开资料示例。",
        tiers=(
            _tier(("top", "顶级"), top=0.01),
            _tier(("large", "大客户"), top=0.05),
            _tier(("medium", "中客户"), top=0.20),
            _tier(("small", "小客户")),
        ),
    ),
    "cards": Preset.usual(
        about=(
            "Assets under management of 5万, 20万, 50万 and 600万 yuan, as guides to Chinese bank cards state for "
            "gold, platinum, diamond and private banking. A published example: every bank sets its own."
        ),
        zh="管理资产 5万、20万、50万、600万元，公开资料中常见的金卡、白金卡、钻石卡、私人银行门槛。仅为示例，各行标准不同。",
        tiers=(
            _tier(("private", "私人银行"), floor="600万"),
            _tier(("diamond", "钻石"), floor="50万"),
            _tier(("platinum", "白金"), floor="20万"),
            _tier(("gold", "金卡"), floor="5万"),
            _tier(("ordinary", "普通")),
        ),
    ),
    "wealth": Preset.usual(
        about=(
            "Private banking from 600万 yuan and high net worth from 100万 yuan of financial assets: the "
            "definitions of "
            "the Chinese regulator's rules on selling wealth products (2011). A published example."
        ),
        zh="金融资产 600万元以上为私人银行客户，100万元以上为高资产净值客户：《商业银行理财产品销售管理办法》（2011）的定义。仅为示例。",
        tiers=(
            _tier(("private", "私人银行"), floor="600万"),
            _tier(("high-net-worth", "高净值"), floor="100万"),
            _tier(("ordinary", "普通")),
        ),
    ),
}
"""By name; the first is the default."""

WORDS = {
    "白金": "platinum",
    "金": "gold",
    "普通": "iron",
    "一般": "iron",
    "普": "iron",
    "大众": "iron",
    "ordinary": "iron",
    "standard": "iron",
    "normal": "iron",
    "regular": "iron",
    "私行": "private",
}
"""Words that books use for tiers, in addition to the tiers' own names."""
