"""The headline of `compare`: money and customers, then the largest reasons."""

from collections.abc import Iterator

from keyclient.analysis.compare.buckets import BUCKET_LABELS, Bucket
from keyclient.analysis.compare.result import BucketTotal, CompareResult
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.label import Label, in_turn
from keyclient.model.report import Kind, Sentence, Value

_UP = Label(
    "From {before} to {now}, {measure} went up by {change}, from {opening} to {closing}; {heads}.",
    "{before} 至 {now}，{measure}由 {opening} 增至 {closing}，增加 {change}；{heads}。",
)
_DOWN = Label(
    "From {before} to {now}, {measure} went down by {change}, from {opening} to {closing}; {heads}.",
    "{before} 至 {now}，{measure}由 {opening} 降至 {closing}，减少 {change}；{heads}。",
)
_SAME = Label(
    "From {before} to {now}, {measure} stayed at {closing}; {heads}.",
    "{before} 至 {now}，{measure}仍为 {closing}；{heads}。",
)
_HEADS = Label(
    "customers before {customers_opening}, now {customers_closing}",
    "客户由 {customers_opening} 个变为 {customers_closing} 个",
)
_HEADS_SAME = Label("customers as before: {customers_closing}", "客户仍为 {customers_closing} 个")
_NOBODY = Label(
    "No customer of {before} or {now} can be followed: none has an id of their own, so what moved is not known.",
    "{before} 与 {now} 均无可追溯的客户：客户号缺失或重复，无法得知变动情况。",
)
_REASONS = Label("Largest changes: {reasons}.", "主要变动：{reasons}。")
_GAIN = Label("{bucket} +{change} (customers: {customers})", "{bucket} {customers} 个，+{change}")
_LOSS = Label("{bucket} {change} (customers: {customers})", "{bucket} {customers} 个，{change}")
_MOST = 3
"""Reasons that are told."""


def headline(result: CompareResult, look: CompareLook) -> Iterator[Sentence]:
    """How much there was and is, and what made most of the difference."""
    if not result.customers_opening and not result.customers_closing:
        last = result.steps[-1]
        yield Sentence(_NOBODY, {"before": Value(last.from_, Kind.TEXT), "now": Value(last.to, Kind.TEXT)})
        return
    yield _whole(result, look)
    told = [bucket for bucket in result.buckets if bucket.change]
    told.sort(key=lambda bucket: -abs(bucket.change))
    if told:
        yield Sentence(_REASONS, {"reasons": Value(_reasons(told[:_MOST], look.amount), Kind.TEXT)})


def _whole(result: CompareResult, look: CompareLook) -> Sentence:
    change, last = result.closing - result.opening, result.steps[-1]
    same_heads = result.customers_opening == result.customers_closing
    counts = {
        "customers_opening": Value(result.customers_opening, Kind.COUNT),
        "customers_closing": Value(result.customers_closing, Kind.COUNT),
    }
    return Sentence(
        _UP if change > 0 else _DOWN if change < 0 else _SAME,
        {
            "before": Value(last.from_, Kind.TEXT),
            "now": Value(last.to, Kind.TEXT),
            "measure": Value(look.measure.label, Kind.TEXT),
            "change": Value(abs(change), look.amount),
            "opening": Value(result.opening, look.amount),
            "closing": Value(result.closing, look.amount),
            "heads": Value(Sentence(_HEADS_SAME if same_heads else _HEADS, counts), Kind.TEXT),
        },
    )


def _reasons(buckets: list[BucketTotal], amount: Kind) -> Sentence:
    names = [f"reason{number}" for number in range(len(buckets))]
    said = {
        name: Value(_reason(bucket, amount), Kind.TEXT) for name, bucket in zip(names, buckets, strict=True)
    }
    return Sentence(in_turn(Label(f"{{{name}}}", f"{{{name}}}") for name in names), said)


def _reason(bucket: BucketTotal, amount: Kind) -> Sentence:
    return Sentence(
        _GAIN if bucket.change > 0 else _LOSS,
        {
            "bucket": Value(BUCKET_LABELS[Bucket(bucket.bucket)], Kind.TEXT),
            "change": Value(bucket.change, amount),
            "customers": Value(bucket.customers, Kind.COUNT),
        },
    )
