"""Writes results into the user's own workbook: columns next to the customers, new sheets, everything else untouched.

The package is edited as a package: every part but the list of sheets, the list of parts and the customers' sheet is
copied as it is. Nothing is loaded and saved, since that is how workbooks lose text boxes, slicers and cached values.
"""
