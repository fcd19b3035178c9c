"""One package per analysis: portfolio and policy in, one outcome out. Analyses never import each other."""
