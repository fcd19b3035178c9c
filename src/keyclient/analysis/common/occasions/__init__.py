"""Why to get in touch with a customer now: what a plan starts from, and what a list of calls is made of."""
