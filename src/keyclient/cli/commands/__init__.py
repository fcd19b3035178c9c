"""The commands: one module each, one thin function in it - read, analyse, answer."""
