"""The sheets of an .xls: three readers, one behind the other."""
