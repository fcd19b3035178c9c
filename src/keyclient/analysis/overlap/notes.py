"""The notes of `overlap`: what joins, what never does, what decides, and what is left out."""

from collections.abc import Iterator

from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.result import OverlapResult, PerhapsRule
from keyclient.analysis.overlap.words import evidence_label
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, Sentence, Value

_JOINED = Label(
    "Joined are records with one valid id number or credit code, or with one customer id unless id numbers, names or birth "
    "dates contradict it. Two different valid id numbers never join, whatever else agrees.",
    "有效证件号码（或统一社会信用代码）相同的记录予以合并；客户号相同且证件号码、姓名、出生日期均不矛盾的，也予以合并。"
    "有效证件号码不同的，其他信息再一致也不合并。",
)
_LADDER = Label(
    "Whose she is, the first that tells: an assigned manager; contact within {days} days; the earliest opening; the largest "
    "deposits, loans, contribution. Where a figure of one side is unknown, a step decides nothing.",
    "归属依次看：已分配管户；最近 {days} 天内有联系；开户最早；存款、贷款、贡献最大。一方数据缺失的，该项不作判定。",
)
_CONTRADICTED = Label(
    "Customer ids that stand with different id numbers, names or birth dates, and are not joined: {count}; the records to check list them.",
    "客户号相同但证件号码、姓名或出生日期矛盾，未予合并：{count} 个，见需核实的记录。",
)
_PUBLIC = Label(
    "A telephone number or address of {least} people or more proves nothing; such numbers: {phones}, addresses: {addresses}.",
    "{least} 人及以上共用的电话或地址不作为依据：电话 {phones} 个，地址 {addresses} 个。",
)
_COUNTED = Label(
    "Pairs with the same {rule}: {found}, of which {expected} are to be expected by coincidence, more than {share}; only counted.",
    "{rule}的疑似客户 {found} 对，其中预计 {expected} 对为巧合，占比超过 {share}，仅计数、不列名单。",
)
_PERHAPS = Label(
    "Pairs that agree in other things, and households, are only suggestions: nothing is joined or added up by them.",
    "其他信息一致的疑似客户及疑似家庭仅供核实，不合并，也不计入各项数字。",
)
_FLOORS = Label(
    "Tiers together are by the floors over all customers of all books, each counted once: {floors}.",
    "合并层级按全部客户（每人计一次）的门槛划分：{floors}。",
)
_FLOOR = Label("{tier} {{{place}}}", "{tier} {{{place}}}")
_OTHER = Label(
    "Books without a value by {measure}: {books}. Their customers are joined; what they hold is not added.",
    "没有{measure}的客户表 {books} 份：其客户参与合并，金额不计入。",
)


def overlap_notes(result: OverlapResult, look: OverlapLook) -> Iterator[Sentence]:
    """What a reader has to know before calling two customers one."""
    yield Sentence(_JOINED)
    if result.total.contested:
        yield Sentence(_LADDER, {"days": Value(look.contact_days, Kind.COUNT)})
    if result.total.contradicted:
        yield Sentence(_CONTRADICTED, {"count": Value(result.total.contradicted, Kind.COUNT)})
    yield from _proving_nothing(result, look)
    for rule in result.perhaps:
        if rule.found and not rule.shown:
            yield _counted(rule, look)
    yield from _tiers(result, look)


def _proving_nothing(result: OverlapResult, look: OverlapLook) -> Iterator[Sentence]:
    if result.public:
        found = {
            kind: sum(one.numbers for one in result.public if one.kind == kind)
            for kind in ("phone", "address")
        }
        counts = {"least": look.public, "phones": found["phone"], "addresses": found["address"]}
        yield Sentence(_PUBLIC, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
    if result.total_households or any(rule.found for rule in result.perhaps):
        yield Sentence(_PERHAPS)


def _counted(rule: PerhapsRule, look: OverlapLook) -> Sentence:
    """Why the pairs of a rule are not listed."""
    values = {
        "rule": Value(evidence_label(rule.rule), Kind.TEXT),
        "found": Value(rule.found, Kind.COUNT),
        "expected": Value(rule.expected, Kind.SCORE),
        "share": Value(look.coincidences, Kind.SHARE),
    }
    return Sentence(_COUNTED, values)


def _tiers(result: OverlapResult, look: OverlapLook) -> Iterator[Sentence]:
    """The floors of tiers together, and the books that have no part in them."""
    known = {floor.tier: floor.floor for floor in result.floors if floor.floor is not None}
    if known and result.total.persons:
        places = {f"floor{number}": tier for number, tier in enumerate(known)}
        words = listed(_FLOOR.filled(tier=look.tier(tier), place=place) for place, tier in places.items())
        values = {place: Value(known[tier], look.amount) for place, tier in places.items()}
        yield Sentence(_FLOORS, {"floors": Value(Sentence(words, values), Kind.TEXT)})
    others = sum(book.measure != result.measure for book in result.books)
    if others and result.measure is not None:
        measure = Value(look.measure(result.measure), Kind.TEXT)
        yield Sentence(_OTHER, {"measure": measure, "books": Value(others, Kind.COUNT)})
