"""One module an analysis: portfolio and policy in, one frozen result out. Analyses never import each other."""
