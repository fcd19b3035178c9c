"""Whether one cell names several people."""

import pytest

from keyclient.analysis.common.owners import names_several
from keyclient.policy.parts.managers import ManagersPolicy


@pytest.mark.parametrize(
    "name", ["张三、李四", "张三/李四", "张三,李四", "Wang Fang; Li Na", "A & B", "张三\n李四"]
)
def test_names_between_separators_are_several(name: str) -> None:
    assert names_several(name, ManagersPolicy())


@pytest.mark.parametrize(
    "name", ["张三", "Smith, John", "欧阳 娜", "王芳/10086", "张三、张 三", "张三、", "阿依古丽·买买提"]
)
def test_one_name_is_one_however_it_is_written(name: str) -> None:
    assert not names_several(name, ManagersPolicy())


def test_what_separates_names_is_the_banks_own() -> None:
    policy = ManagersPolicy(separators=("#",))
    assert names_several("张三#李四", policy)
    assert not names_several("张三、李四", policy)
    assert not names_several("张三、李四", ManagersPolicy(separators=()))
