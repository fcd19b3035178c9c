"""Customer metrics shared by several analyses: frame and policy in, a column or figure out. Written in narwhals."""
