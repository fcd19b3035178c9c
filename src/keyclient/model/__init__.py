"""The data types of the program: customers, portfolios, issues, receipts, reports. Imports no other package."""
