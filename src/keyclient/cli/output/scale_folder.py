"""`--out FOLDER/`: all customers of a portfolio as Parquet, with what the analysis says about each."""


def write_customers(session: object, outcome: object, folder: object) -> None:
    """x."""
