"""Names of people and companies: words in Chinese and pinyin, and how common they are."""

from random import Random

from keyclient.demo.chance import Weighted, happens
from keyclient.model.label import Label, Lang

_SURNAMES = """
王 Wang 72,李 Li 70,张 Zhang 67,刘 Liu 54,陈 Chen 45,杨 Yang 31,黄 Huang 22,赵 Zhao 21,吴 Wu 20,周 Zhou 19,
徐 Xu 15,孙 Sun 15,马 Ma 13,朱 Zhu 12,胡 Hu 12,郭 Guo 11,何 He 11,林 Lin 11,高 Gao 10,罗 Luo 10,郑 Zheng 9,
梁 Liang 9,谢 Xie 8,宋 Song 8,唐 Tang 7,许 Xu 6,韩 Han 6,邓 Deng 6,冯 Feng 6,曹 Cao 6,彭 Peng 6,曾 Zeng 6,
肖 Xiao 5,田 Tian 5,董 Dong 5,潘 Pan 5,袁 Yuan 5,蔡 Cai 5,蒋 Jiang 5,余 Yu 5,于 Yu 5,杜 Du 4,叶 Ye 4,
程 Cheng 4,魏 Wei 4,苏 Su 4,吕 Lü 4,丁 Ding 4,任 Ren 4,沈 Shen 4,姚 Yao 4,卢 Lu 4,钟 Zhong 4,姜 Jiang 4,
崔 Cui 3,谭 Tan 3,陆 Lu 3,范 Fan 3,汪 Wang 3,廖 Liao 3,石 Shi 3,金 Jin 3,韦 Wei 3,贾 Jia 3,夏 Xia 3,
方 Fang 3,邹 Zou 3,熊 Xiong 3,白 Bai 3,孟 Meng 3,秦 Qin 3,邱 Qiu 3,侯 Hou 2,江 Jiang 2,尹 Yin 2,薛 Xue 2,
欧阳 Ouyang 1,上官 Shangguan 1,诸葛 Zhuge 1
"""

_GIVEN = {
    ("older", True): (
        "建 jian,国 guo,志 zhi,文 wen,德 de,永 yong,金 jin,玉 yu,学 xue,正 zheng,家 jia,福 fu",
        "华 hua,平 ping,明 ming,军 jun,生 sheng,林 lin,山 shan,荣 rong,贵 gui,良 liang,祥 xiang,发 fa",
    ),
    ("older", False): (
        "秀 xiu,桂 gui,淑 shu,凤 feng,玉 yu,春 chun,惠 hui,月 yue,素 su,爱 ai,美 mei,瑞 rui",
        "英 ying,兰 lan,珍 zhen,芳 fang,华 hua,琴 qin,梅 mei,云 yun,莲 lian,香 xiang,荣 rong,娥 e",
    ),
    ("middle", True): (
        "志 zhi,建 jian,文 wen,海 hai,俊 jun,晓 xiao,永 yong,立 li,少 shao,新 xin,庆 qing,宏 hong",
        "伟 wei,强 qiang,勇 yong,杰 jie,涛 tao,斌 bin,刚 gang,峰 feng,辉 hui,超 chao,鹏 peng,东 dong",
    ),
    ("middle", False): (
        "晓 xiao,丽 li,海 hai,雪 xue,春 chun,文 wen,小 xiao,玉 yu,艳 yan,慧 hui,冬 dong,亚 ya",
        "敏 min,静 jing,娟 juan,芳 fang,霞 xia,燕 yan,红 hong,玲 ling,萍 ping,娜 na,莉 li,琳 lin",
    ),
    ("young", True): (
        "子 zi,浩 hao,俊 jun,嘉 jia,泽 ze,梓 zi,博 bo,明 ming,天 tian,思 si,一 yi,景 jing",
        "轩 xuan,然 ran,航 hang,宇 yu,辰 chen,豪 hao,睿 rui,凯 kai,阳 yang,远 yuan,毅 yi,霖 lin",
    ),
    ("young", False): (
        "子 zi,雨 yu,欣 xin,梦 meng,诗 shi,思 si,佳 jia,雅 ya,若 ruo,可 ke,语 yu,晨 chen",
        "涵 han,怡 yi,萱 xuan,琪 qi,彤 tong,妍 yan,婷 ting,瑶 yao,洁 jie,悦 yue,宁 ning,蕾 lei",
    ),
}

_BRANDS = (
    "恒 heng,瑞 rui,宏 hong,嘉 jia,盛 sheng,鑫 xin,泰 tai,安 an,华 hua,远 yuan,诚 cheng,润 run",
    "达 da,丰 feng,源 yuan,通 tong,泽 ze,和 he,信 xin,隆 long,昌 chang,康 kang,发 fa,成 cheng",
)

COMPANY_TRADES = Weighted(
    (
        ((Label("trading", "商贸"), Label("wholesale and retail", "批发零售")), 26),
        ((Label("machinery", "机械制造"), Label("manufacturing", "制造业")), 20),
        ((Label("construction", "建筑工程"), Label("construction", "建筑业")), 14),
        ((Label("logistics", "物流"), Label("transport", "交通运输")), 10),
        ((Label("technology", "科技"), Label("software", "信息技术")), 12),
        ((Label("catering", "餐饮管理"), Label("catering", "住宿餐饮")), 8),
        ((Label("medical", "医疗器械"), Label("health care", "医疗卫生")), 6),
        ((Label("farming", "农业发展"), Label("agriculture", "农林牧渔")), 4),
    )
)
"""What a company does: the word in its name, and its industry."""

PLACE = Label("Yunzhou", "云州")
"""The town of the bank."""


def _words(text: str) -> tuple[Label, ...]:
    return tuple(Label(en, zh) for zh, en in (word.split() for word in text.split(",")))


def _weighted(text: str) -> Weighted[Label]:
    words = (word.split() for word in text.split(","))
    return Weighted((Label(en, zh), float(weight)) for zh, en, weight in words)


_SURNAME_WORDS = _weighted(_SURNAMES)
_GIVEN_WORDS = {who: (_words(first), _words(last)) for who, (first, last) in _GIVEN.items()}
_BRAND_WORDS = (_words(_BRANDS[0]), _words(_BRANDS[1]))


def person_name(rng: Random, birth_year: int, lang: Lang, *, male: bool) -> str:
    """A name typical of the years of birth; in English in pinyin."""
    generation = "older" if birth_year < 1965 else "middle" if birth_year < 1990 else "young"
    first, last = _GIVEN_WORDS[generation, male]
    given = rng.choice(last).text(lang)
    if not happens(rng, 0.25):
        given = rng.choice(first).text(lang) + given
    surname = _SURNAME_WORDS.pick(rng).text(lang)
    return surname + given if lang is Lang.ZH else f"{surname} {given.capitalize()}"


def company_name(rng: Random, trade: Label, lang: Lang) -> str:
    """A company's name: place, brand, trade, legal form."""
    brand = "".join(rng.choice(words).text(lang) for words in _BRAND_WORDS)
    if lang is Lang.ZH:
        return f"{PLACE.zh}{brand}{trade.zh}有限公司"
    return f"{PLACE.en} {brand.capitalize()} {trade.en.capitalize()} Co Ltd"
