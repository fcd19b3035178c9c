"""From text to typed columns, the measure among them."""
