"""`--out FOLDER/`: all customers of a portfolio as Parquet, with what the analysis says about each."""
