"""Every row and every yuan accounted for, and every defect reported."""
