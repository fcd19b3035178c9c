"""What several analyses share and that is no property of a customer."""
