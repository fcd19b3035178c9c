"""From a path to the customers in it: raw cells, headings, values, rows. No other package knows Excel coordinates."""
