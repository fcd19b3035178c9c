"""Every command gives the same answer on Spark as on pandas, byte for byte.

All of it is one test: one session of Spark serves it, and starts once, however the tests are spread over processes.
"""

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from keyclient.model.engine import Engine
from tests.engines.adversarial import VALUES, adversarial
from tests.engines.answers import COMMANDS, answer, questions
from tests.engines.by_seed import by_seed
from tests.engines.portfolios import Made, numbered, one_month, two_months

pytestmark = [
    pytest.mark.judgement,
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None, reason='no pyspark: pip install "keyclient[spark]"'
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java: apt install openjdk-17-jre-headless"),
]
_SMALL_MACHINE = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}
"""Few partitions, and no time spent on making code fast that runs once."""
_FEW = ("--set", "scale.collected=4")


@pytest.fixture(scope="session")
def _running() -> Iterator[None]:
    """Spark runs already when the program opens a portfolio; it uses that and leaves it running."""
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[2]").config(map=_SMALL_MACHINE).getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    yield
    spark.stop()


def _all_questions() -> Iterator[tuple[Made, tuple[str, ...]]]:
    """Every command on what is hardest, groups or not; then single commands on the odd ones."""
    portfolios = adversarial()
    for name, grouped in (("all values, a branch each", True), ("several dates", False)):
        made = portfolios[name]
        yield from ((made, question) for question in questions(made, grouped=grouped))
    for command in ("segment", "tier"):
        yield portfolios["Chinese partitions"], (command, "--by", "网点")
    yield by_seed(1), ("segment", "--by", "branch", *_FEW)
    for name in ("nobody with a value", "one customer", "sums past 2**63", "negative sums past 2**63"):
        yield one_month(numbered(VALUES[name])), ("segment",)
    for command in COMMANDS[1:]:
        yield two_months(numbered(VALUES["sums past 2**63"])), (command,)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.usefixtures("_running")
def test_every_answer_is_that_of_pandas(tmp_path: Path) -> None:
    for number, (made, question) in enumerate(_all_questions()):
        bank = made.write(tmp_path / f"{number}")
        pandas, spark = (answer(bank, engine, question) for engine in (Engine.PANDAS, Engine.SPARK))
        assert spark == pandas, question
