"""Whether what is written into people's workbooks leaves them whole, told by readers that share no code with keyclient."""
