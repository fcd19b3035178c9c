"""Properties of customers that several analyses share: frame and policy in, one column or figure out. Written in narwhals."""
