"""What a branch analyst would write by hand: pandas on openpyxl, nothing checked.

`python pandas_segment.py BOOK` prints customers and AUM by class (80/95) and the share of the top fifth.
"""

import sys

import pandas as pd


def main(book: str) -> None:
    frame = pd.read_excel(book, dtype={"客户号": str}, engine="openpyxl")
    ranked = frame.sort_values("AUM", ascending=False, kind="stable").reset_index(drop=True)
    total = ranked["AUM"].sum()
    held_by_larger = (ranked["AUM"].cumsum() - ranked["AUM"]) / total
    ranked["class"] = pd.cut(held_by_larger, [-1, 0.80, 0.95, 2], right=False, labels=["A", "B", "C"]).astype(
        str
    )
    by_class = ranked.groupby("class")["AUM"].agg(customers="size", aum="sum")
    by_class["share"] = by_class["aum"] / total
    print(by_class)
    print("top 20 %:", ranked["AUM"].head(len(ranked) // 5).sum() / total)


if __name__ == "__main__":
    main(sys.argv[1])
