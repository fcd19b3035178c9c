"""Renders reports as terminal text, JSON, CSV, Markdown, HTML, Excel and Parquet. Renderers never import each other."""
