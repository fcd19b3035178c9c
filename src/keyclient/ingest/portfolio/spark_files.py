"""The files of a portfolio as a frame of Spark, with the types that their footers say."""

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from keyclient.ingest.portfolio.refusals import FilesNotRead
from keyclient.ingest.portfolio.schema import Kind, PortfolioColumn, Schema
from keyclient.ingest.portfolio.sql import DAY, SPARK
from keyclient.model.engine import Engine

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql.types import DataType

_PLACE = "file\x1fplace"
_PATTERN = "*?[]{}\\"


def spark_frame(schema: Schema, spark: "SparkSession") -> "DataFrame":
    """The rows of all files; a column that a file lacks is null in it, and the keys of partitions are texts."""
    from pyspark.sql import functions as f
    from pyspark.sql.types import StructField, StructType

    own = [
        column for column in schema.columns.values() if not column.is_key and column.kind is not Kind.OTHER
    ]
    fields = [StructField(column.name, _type(column)) for column in own]
    paths = [_escaped(str(footer.file.path.absolute())) for footer in schema.footers]
    frame = spark.read.schema(StructType(fields)).parquet(*paths)
    if (read := len(frame.inputFiles())) != len(paths):
        raise FilesNotRead(engine=Engine.SPARK.value, read=read, files=len(paths))
    keys = [column.name for column in schema.columns.values() if column.is_key]
    if keys:
        placed = frame.select("*", f.col("_metadata.file_path").alias(_PLACE))
        frame = placed.join(f.broadcast(_keys(schema, keys, frame, spark)), on=_PLACE).drop(_PLACE)
    return frame.select([*map(_column, own), *(f.col(SPARK.name(key)) for key in keys)])


def _keys(schema: Schema, keys: list[str], frame: "DataFrame", spark: "SparkSession") -> "DataFrame":
    """The keys of every file by its name as Spark says it."""
    files = {str(footer.file.path.absolute()): footer.file for footer in schema.footers}
    rows = []
    for (said,) in frame.select("_metadata.file_path").distinct().collect():
        path = urlsplit(said).path
        file = files.get(path) or files[unquote(path)]
        values = [said, *(file.keys[key] for key in keys)]
        rows.append(
            ", ".join("CAST(NULL AS STRING)" if one is None else SPARK.literal(one) for one in values)
        )
    names = ", ".join(SPARK.name(name) for name in (_PLACE, *keys))
    return spark.sql(f"SELECT * FROM VALUES {', '.join(f'({row})' for row in rows)} AS t({names})")


def _column(column: PortfolioColumn) -> "Column":
    """A column as it is; nanoseconds without a zone, which Spark reads as whole numbers, as their day."""
    from pyspark.sql import functions as f

    name = SPARK.name(column.name)
    if column.has_nanoseconds and column.zone is None:
        days = f"CAST(({name} - pmod({name}, {DAY})) / {DAY} AS INT)"
        return f.expr(f"date_add(DATE '1970-01-01', {days})").alias(column.name)
    return f.col(name)


def _type(column: PortfolioColumn) -> "DataType":
    from pyspark.sql import types

    arrow, kind = column.arrow, column.kind
    if kind is Kind.INT:
        return _whole(arrow)
    if kind is Kind.DECIMAL:
        return types.DecimalType(arrow.precision, arrow.scale)
    if kind is Kind.TIME and not column.has_nanoseconds:
        return types.TimestampNTZType() if arrow.tz is None else types.TimestampType()
    others = {Kind.DATE: types.DateType(), Kind.BOOL: types.BooleanType(), Kind.TIME: types.LongType()}
    floats = types.FloatType() if str(arrow) == "float" else types.DoubleType()
    return {**others, Kind.FLOAT: floats}.get(kind, types.StringType())


def _whole(arrow: "pa.DataType") -> "DataType":
    from pyspark.sql import types

    narrow = {"int8": types.ByteType(), "int16": types.ShortType(), "int32": types.IntegerType()}
    unsigned = {"uint8": types.ShortType(), "uint16": types.IntegerType(), "uint64": types.DecimalType(20, 0)}
    return {**narrow, **unsigned}.get(str(arrow), types.LongType())


def _escaped(path: str) -> str:
    """A path in which the signs of a pattern mean themselves."""
    return "".join(f"\\{sign}" if sign in _PATTERN else sign for sign in path)
