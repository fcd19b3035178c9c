"""Why a criterion cannot be understood."""

from typing import ClassVar

from keyclient.errors import InputError
from keyclient.model.label import Label, Lang


class CriterionError(InputError):
    """A criterion that cannot be understood. `place`: where the part begins, the first character being 1."""

    cause: ClassVar[Label]
    """What is wrong, without anything that was typed."""

    def __init__(self, *, place: int = 1, **values: object) -> None:
        super().__init__(place=place, **values)
        self.place = place

    @property
    def label(self) -> Label:
        """The whole message in both languages."""
        return Label(self.text(Lang.EN), self.text(Lang.ZH))


class NoCriterionError(CriterionError):
    """There is none."""

    cause = Label("there is no criterion", "没有验收标准")
    sentence = Label(
        "There is no acceptance criterion. Write one such as aum >= 500000.",
        "没有验收标准，请填写，如：AUM >= 50万。",
    )


class CriterionTooLongError(CriterionError):
    """More than anybody writes."""

    cause = Label("the criterion is too long", "验收标准过长")
    sentence = Label(
        "The acceptance criterion has more than {most} characters. Write the conditions alone; the rest belongs to the remark.",
        "验收标准超过 {most} 个字。请只写条件，其余内容写在备注中。",
    )


class NeverMetError(CriterionError):
    """Conditions that no customer can meet."""

    cause = Label("nobody can meet this", "任何客户都无法达到")
    sentence = Label(
        "Character {place}: nobody can meet “{part}”. Write >= or <= to take in what it names, or remove what contradicts it.",
        "第 {place} 个字：任何客户都无法达到“{part}”。包含本级请写 >= 或 <=，或删去相互矛盾的条件。",
    )


class EmptyConditionError(CriterionError):
    """Two joining words with nothing between them, or one at an end."""

    cause = Label("a condition is missing", "缺少条件")
    sentence = Label(
        "Character {place}: there is no condition beside “and”. Remove the word or add a condition.",
        "第 {place} 个字：“且”的前后缺少条件，请删去“且”或补充条件。",
    )


class OrError(CriterionError):
    """Alternatives."""

    cause = Label("“or” is not possible", "不支持“或”")
    sentence = Label(
        "Character {place}: “or” is not possible. All conditions have to be met; join them by “and”, or make two lines.",
        "第 {place} 个字：不支持“或”。各条件须同时满足，请用“且”连接，或分成两行行动。",
    )


class NoConditionError(CriterionError):
    """A part that is no condition."""

    cause = Label("this is no condition", "不是条件")
    sentence = Label(
        "Character {place}: “{part}” is no condition. Conditions are such as: aum >= 500000, tier >= gold, holds fund, "
        "contact since 2026-11-01, stage >= key.",
        "第 {place} 个字：“{part}”不是条件。条件的写法如：AUM >= 50万、层级 >= 黄金、持有 基金、联系 自 2026-11-01、阶段 >= 重点。",
    )


class UnknownSubjectError(CriterionError):
    """What is compared is no field with numbers."""

    cause = Label("this cannot be compared", "无法比较")
    sentence = Label(
        "Character {place}: “{part}” is nothing that can be compared.{nearest} Known are: {known}.",
        "第 {place} 个字：“{part}”不是可比较的项目。{nearest}可用：{known}。",
    )


class UnknownNameError(CriterionError):
    """A tier, a stage or a product family that the policy does not have."""

    cause = Label("the policy does not have this name", "策略中没有此名称")
    sentence = Label(
        "Character {place}: the policy has no {kind} “{part}”.{nearest} It has: {known}.",
        "第 {place} 个字：策略中没有{kind}“{part}”。{nearest}现有：{known}。",
    )


class AmountError(CriterionError):
    """The right side is no amount."""

    cause = Label("this is no number", "不是数值")
    sentence = Label(
        "Character {place}: “{part}” is no amount. Write it as 500000, 500,000.50 or 50万 (money in yuan, at most two "
        "decimals).",
        "第 {place} 个字：“{part}”不是金额。请写成 500000、500,000.50 或 50万（金额以元为单位，最多两位小数）。",
    )


class CriterionDateError(CriterionError):
    """The right side is no date."""

    cause = Label("this is no date", "不是日期")
    sentence = Label(
        "Character {place}: “{part}” is no date. Write it as 2026-11-01.",
        "第 {place} 个字：“{part}”不是日期，请写成 2026-11-01。",
    )


class ContactSignError(CriterionError):
    """A contact before a day cannot be asked for."""

    cause = Label("a contact is asked for since a day", "联系只能要求自某日起")
    sentence = Label(
        "Character {place}: a contact can only be asked for since a day: contact since 2026-11-01.",
        "第 {place} 个字：联系只能要求自某日起，如：联系 自 2026-11-01。",
    )
