import pytest

from keyclient.ingest.holdings.families import families_of
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.policy.parts.families import FAMILIES, Family, family_words

KNOWN = families_of(FAMILIES)


@pytest.mark.parametrize(
    ("heading", "family"),
    [
        ("理财", "wealth_product"),
        ("理财余额", "wealth_product"),
        ("理财余额(万元)", "wealth_product"),
        ("是否持有理财", "wealth_product"),
        ("手机银行签约标志", "mobile_bank"),
        ("有无信用卡", "credit_card"),
        ("HasCrCard", "credit_card"),
        ("Home Loan Balance", "home_loan"),
        ("housing", "home_loan"),
        ("按揭贷款余额", "home_loan"),
        ("个人住房贷款余额", "home_loan"),
        ("定期存款日均余额", "term_deposit"),
        ("大额存单", "term_deposit"),
        ("保险金信托余额", "insurance_trust"),
        ("business-premises loan", "business_premises_loan"),
        ("养老险", "annuity"),
        ("贷款余额", "other_loan"),
    ],
)
def test_a_heading_names_a_family_by_its_own_words(heading: str, family: str) -> None:
    assert KNOWN.named(heading) == family


@pytest.mark.parametrize(
    "heading",
    [
        "存款余额",
        "时点余额",
        "AUM",
        "客户资产",
        "持有产品",
        "持有产品数",
        "理财经理",
        "信用分数",
        "基金代码",
        "定期到期日",
        "余额",
        "是否",
        "",
    ],
)
def test_what_only_looks_like_a_product_names_none(heading: str) -> None:
    assert KNOWN.named(heading) is None


def test_a_plain_loan_is_no_mortgage() -> None:
    families = {KNOWN.named(alias) for alias in fields()["loans"].column.aliases}
    assert families <= {"other_loan", None}


def test_every_word_of_every_family_names_it() -> None:
    wrong = [
        (name, word)
        for name, family in FAMILIES.items()
        for word in family_words(name, family)
        if KNOWN.named(word) != name
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "nearest"), [("定期宝", "定期"), ("手机银行卡", "手机银行"), ("morgage", "mortgage")]
)
def test_the_nearest_word_is_suggested_and_not_taken(word: str, nearest: str) -> None:
    assert KNOWN.named(word) is None
    assert KNOWN.nearest(word) == nearest


def test_a_family_of_the_bank_is_known_by_its_key_and_its_words() -> None:
    known = families_of({"pet_insurance": Family(zh="宠物险", need="basic", also=("宠物保",))})
    assert [known.named(word) for word in ("Pet Insurance", "宠物险余额", "宠物保", "保险")] == [
        "pet_insurance",
        "pet_insurance",
        "pet_insurance",
        None,
    ]
    assert known.labels == {"pet_insurance": Label("pet insurance", "宠物险")}


def test_without_families_nothing_is_known_and_nothing_is_near() -> None:
    nothing = families_of({})
    assert (nothing.named("理财"), nothing.nearest("理财")) == (None, "-")
