"""From text to typed columns, including the measure."""
