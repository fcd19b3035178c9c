"""Plans that go to people and come back: written by the program, edited by other programs, read by the program again."""
