"""What travels through the program: customers, portfolios, issues, receipts, reports. Imports nothing above it."""
