import pytest

from keyclient.model.fields import fields
from keyclient.model.label import Lang
from keyclient.template.choice import TooFewTemplateFields, UnknownTemplateField, chosen_fields


def test_a_template_has_every_field_of_a_customer_but_no_deal_number() -> None:
    assert set(fields()) - set(chosen_fields(None)) == {"opportunity_id"}


@pytest.mark.parametrize("typed", ["aum,name", "AUM余额， 客户姓名", " Aum 、Full Name,", "aum,name,AUM"])
def test_fields_keep_their_order_and_may_be_named_by_a_heading(typed: str) -> None:
    assert chosen_fields(typed) == ("aum", "name")


def test_every_field_can_be_named_by_its_name_and_by_its_own_heading() -> None:
    for name, spec in fields().items():
        for word in (name, spec.column.heading(Lang.ZH), spec.column.heading(Lang.EN)):
            assert chosen_fields(f"{word},{'aum' if name != 'aum' else 'name'}")[0] == name


def test_an_unknown_field_is_refused_with_the_nearest_and_all_fields() -> None:
    with pytest.raises(UnknownTemplateField) as refused:
        chosen_fields("customer_id,aumm")
    assert "“aumm”. Nearest: aum." in refused.value.text(Lang.EN)
    assert "customer_id、name" in refused.value.text(Lang.ZH)


@pytest.mark.parametrize("typed", ["", " , ", "aum", "aum,AUM"])
def test_a_table_of_one_column_is_refused(typed: str) -> None:
    with pytest.raises(TooFewTemplateFields, match="at least 2"):
        chosen_fields(typed)
