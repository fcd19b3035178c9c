"""Who a customer is: numbers, names, telephone, birth."""

from typing import Annotated

from keyclient.model.column import Column, Reads
from keyclient.model.customer.values import Age, Day, FieldGroup, Text
from keyclient.model.label import Label


class IdentityFields(FieldGroup):
    """Who the customer is."""

    customer_id: Annotated[
        Text | None,
        Column(
            Label("customer id", "客户号"),
            Label(
                "The bank's number of the customer; text, leading zeros kept.",
                "银行内部客户编号；文本，保留前导零。",
            ),
            (
                "客户号",
                "客户编号",
                "核心客户号",
                "客户内码",
                "客户代码",
                "客户ID",
                "Customer ID",
                "Client ID",
                "Customer No",
                "Customer Number",
                "Client Number",
                "ClientNum",
                "Cust ID",
                "CIF",
                "用户ID",
                "用户编号",
                "会员编号",
                "会员号",
                "User ID",
                "Member ID",
                "Visitor ID",
            ),
            Reads.ID,
        ),
    ] = None
    name: Annotated[
        Text | None,
        Column(
            Label("name", "客户名称"),
            Label("The customer's name.", "客户姓名或单位名称。"),
            (
                "客户名称",
                "客户姓名",
                "户名",
                "客户名",
                "姓名",
                "企业名称",
                "公司名称",
                "Customer Name",
                "Client Name",
                "Name",
                "Full Name",
                "Surname",
                "Last Name",
            ),
            Reads.TEXT,
        ),
    ] = None
    id_number: Annotated[
        Text | None,
        Column(
            Label("id number", "证件号码"),
            Label("Number of the identity document or business licence.", "身份证号、营业执照号等证件号码。"),
            (
                "证件号码",
                "证件号",
                "身份证号",
                "身份证号码",
                "身份证",
                "统一社会信用代码",
                "营业执照号",
                "ID Number",
                "ID No",
                "National ID",
            ),
            Reads.ID,
        ),
    ] = None
    phone: Annotated[
        Text | None,
        Column(
            Label("phone", "联系电话"),
            Label("Telephone number.", "手机或固定电话。"),
            (
                "手机号",
                "手机号码",
                "手机",
                "联系电话",
                "联系方式",
                "电话",
                "电话号码",
                "Phone",
                "Mobile",
                "Telephone",
                "Phone Number",
            ),
            Reads.ID,
        ),
    ] = None
    gender: Annotated[
        Text | None,
        Column(
            Label("gender", "性别"),
            Label("Gender as the book writes it.", "性别，按原表写法。"),
            ("性别", "Gender", "Sex"),
            Reads.TEXT,
        ),
    ] = None
    birth_date: Annotated[
        Day | None,
        Column(
            Label("birth date", "出生日期"),
            Label("Date of birth.", "出生年月日。"),
            ("出生日期", "出生年月日", "生日", "Birth Date", "Date of Birth", "DOB", "Birthday"),
            Reads.DATE,
        ),
    ] = None
    age: Annotated[
        Age | None,
        Column(
            Label("age", "年龄"),
            Label("Age in completed years.", "周岁年龄。"),
            ("年龄", "客户年龄", "Age", "Customer Age"),
            Reads.COUNT,
        ),
    ] = None
