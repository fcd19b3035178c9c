"""From a path to the customers in it: raw cells, headings, values, rows. Only this layer knows Excel coordinates."""
