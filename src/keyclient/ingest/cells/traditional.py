"""Traditional characters in the words of banking, compared with the simplified ones."""

_PAIRS = (
    "戶户 編编 號号 餘余 額额 單单 萬万 億亿 產产 資资 機机 構构 經经 貸贷 財财 險险 證证 電电 話话 聯联 繫系 時时 點点 類类 "
    "別别 級级 層层 齡龄 業业 務务 總总 計计 稱称 開开 銀银 帳账 賬账 關关 歸归 屬属 營营 網网 結结 狀状 態态 階阶 來来 備备 "
    "註注 說说 動动 後后 訪访 紹绍 轉转 薦荐 數数 購购 簽签 約约 場场 幣币 種种 個个 對对 貢贡 獻献 潛潜 淨净 潤润 綜综 國国 "
    "際际 員员 會会 線线 團团 隊队 負负 責责 滿满 評评 價价 週周 歲岁 見见 學学 職职 農农 盤盘 實实 發发 過过 質质 優优 勢势 "
    "費费 續续 間间 黃黄 鉑铂 鐵铁 達达 標标 託托 債债 權权 儲储 貨货 匯汇 滙汇 擔担 當当 從从 幾几 讀读 寫写 無无 較较 減减 "
    "變变 風风 禮礼 傳传 統统 據据 報报 聞闻 與与 為为 現现 戰战 進进 極极 穩稳 謹谨 長长 雙双 圓圆 圖图 係系 認认 訂订 績绩 "
    "適适 應应 辦办 園园 車车 輛辆 壓压 貴贵 賓宾 賺赚 虧亏 損损 補补 償偿 還还 遲迟 壞坏 帶带"
)
_SIMPLIFIED = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def simplified(text: str) -> str:
    """A text with the traditional characters of banking made simplified, for comparing words."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)
