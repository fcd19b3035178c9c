"""What the books say of each customer, and what speaks for her leaving: shared by analyses of risk, plans and calls."""
