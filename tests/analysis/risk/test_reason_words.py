"""Why a customer is at risk, in words."""

import pytest

from keyclient.analysis.common.evidence.books import RiskBooks, risk_books
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.risk.calculate import risk
from keyclient.model.label import Lang
from keyclient.model.since import Since
from tests.analysis.risk.held import books_of, policy_of
from tests.analysis.tier.tiered import MONEY, book_of

TIERS = (
    {"name": "platinum", "zh": "铂金", "floor": 1_000_000},
    {"name": "gold", "zh": "黄金", "floor": 400_000},
    {"name": "iron", "zh": "铁"},
)


def said(books: RiskBooks, why: Why, lang: Lang) -> str:
    """The sentence about the first customer listed of whom a reason is told."""
    reasons = (reason for one in risk(books, lang=lang).customers for reason in one.reasons)
    return next(reason.text for reason in reasons if reason.code == why)


OLD = (
    "customer_id|value|manager\na|1500000|王芳\nb|1234567|王芳",
    "customer_id|value|manager\na|1100000|王芳\nb|900000|王芳",
)
NEW = (
    "customer_id|value|manager|book_tier|last_contact|complaints|products|loans|competitor|potential|source|maturity_date"
    "|maturity_amount\n"
    "a|900000|李明|platinum|2026-01-31|2|1||邻行|2700000|行长单|2026-04-15|450000\n"
    "b|0||||||80000||||"
    "|"
)


@pytest.mark.parametrize(
    ("why", "zh", "en"),
    [
        (
            Why.EMPTIED,
            "已清空：2026-01-31为123.5万元，现为0元",
            "emptied: 1.23m yuan on 2026-01-31, 0 yuan now",
        ),
        (
            Why.DOWN,
            "较2026-01-31的150万元下降40%，减少60万元",
            "down 40% from 1.5m yuan on 2026-01-31: 600k yuan gone",
        ),
        (
            Why.UNDER_FLOOR,
            "表内层级为铂金，较门槛100万元差10万元",
            "100k yuan short of 1m yuan, the floor of platinum, the tier in the book",
        ),
        (
            Why.OVERDUE,
            "已59天未联系（铂金客户间隔不超过30天）",
            "no contact for 59 days (platinum: 30)",
        ),
        (Why.COMPLAINT, "投诉2次", "complaints: 2"),
        (Why.NO_OWNER, "无管户经理", "no manager"),
        (
            Why.MANAGER_CHANGED,
            "客户经理已变更，2026-02-28为王芳",
            "another manager than on 2026-02-28, when it was 王芳",
        ),
        (Why.ONE_PRODUCT, "仅持有1种产品", "holds one product"),
        (Why.COMPETITOR, "与他行往来：邻行", "also with 邻行"),
        (Why.WALLET, "他行资产270万元，本行钱包份额25%", "2.7m yuan elsewhere, 25% of the wallet with us"),
        (Why.PERSON, "依赖个人关系：行长单", "hangs on one person: 行长单"),
        (
            Why.MATURING,
            "30天内到期45万元（占50%），最早为2026-04-15",
            "450k yuan (50%) matures within 30 days, the first on 2026-04-15",
        ),
        (
            Why.GRACE_ENDS,
            "铂金宽限期将满，下期仍未达标则降为铁，目前差100万元",
            "grace for platinum ends with the next book, then iron; 1m yuan short of it now",
        ),
    ],
)
def test_a_reason_is_a_sentence_with_yuan_in_both_languages(why: Why, zh: str, en: str) -> None:
    books = books_of(*OLD, NEW, tiers=TIERS)
    assert said(books, why, Lang.ZH) == zh
    assert said(books, why, Lang.EN) == en


def test_a_loan_alone_is_told_with_what_is_owed() -> None:
    text = "customer_id|value|loans|deposits|book_tier\na|0|80000|0|gold"
    assert said(books_of(text, tiers=TIERS), Why.LOAN_ONLY, Lang.ZH) == "仅有贷款8万元，无存款及其他资产"


def test_books_without_dates_are_counted_back() -> None:
    books = [book_of(text) for text in (*OLD, NEW)]
    undated = risk_books(books, policy_of(tiers=TIERS), dated=[False] * len(books))
    assert said(undated, Why.DOWN, Lang.ZH) == "较2期前的150万元下降40%，减少60万元"
    assert said(undated, Why.MANAGER_CHANGED, Lang.ZH) == "客户经理已变更，上期为王芳"


def test_the_change_of_the_book_itself_is_told_with_the_time_that_it_is_since() -> None:
    portfolio = book_of("customer_id|value|aum|aum_change\na|500000|500000|-500000")
    since = risk_books([portfolio], policy_of(tiers=TIERS), change_since={"aum_change": Since.YEAR})
    assert said(since, Why.DOWN, Lang.ZH) == "较年初的100万元下降50%，减少50万元"
    unsaid = risk_books([portfolio], policy_of(tiers=TIERS))
    assert (
        said(unsaid, Why.DOWN, Lang.EN)
        == "down 50% from 1m yuan before the change in the book: 500k yuan gone"
    )


def test_a_share_is_never_rounded_up_to_all_or_to_the_cut_off() -> None:
    books = books_of(
        "customer_id|value|potential\na|49999|50001\nb|1|1",
        tiers=({"name": "gold", "floor": 1}, {"name": "iron"}),
    )
    assert said(books, Why.WALLET, Lang.EN) == "50.0k yuan elsewhere, 49.9% of the wallet with us"


def test_a_floor_that_is_this_books_own_ranking_is_told_as_that() -> None:
    tiers = ({"name": "gold", "zh": "黄金", "top": 0.2}, {"name": "iron", "zh": "铁"})
    rows = "\n".join(f"{name}|{value}0000|" for name, value in zip("bcdefghij", range(2, 11), strict=True))
    books = books_of(f"customer_id|value|book_tier\na|10000|gold\n{rows}", tiers=tiers)
    assert said(books, Why.UNDER_FLOOR, Lang.ZH) == "表内层级为黄金，较其门槛9万元（按本表排名确定）差8万元"
    assert said(books, Why.UNDER_FLOOR, Lang.EN) == (
        "80k yuan short of 90k yuan, where gold, the tier in the book, begins by the ranking of this book"
    )


def test_the_fall_of_another_balance_names_it() -> None:
    text = "customer_id|value|revenue|deposits|deposits_change\na|2000000|2000000|300000|-700000"
    books = books_of(book_of(text, measure=MONEY), tiers=TIERS)
    assert said(books, Why.DOWN, Lang.ZH) == "存款较表内变动前的100万元下降70%，减少70万元"


def test_another_bank_that_is_not_named_is_told_so() -> None:
    books = books_of("customer_id|value|competitor\na|900000|是", tiers=TIERS)
    assert said(books, Why.COMPETITOR, Lang.ZH) == "与他行有往来，表内未注明行名"
