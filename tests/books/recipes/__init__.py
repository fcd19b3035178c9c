"""How each small book is made."""
