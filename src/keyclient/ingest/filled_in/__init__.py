"""From the cells of a plan or a list of calls that people filled in to what they wrote, by line and column."""
