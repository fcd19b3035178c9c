"""The command line: options in, an answer or a file out."""
