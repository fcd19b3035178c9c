"""From a report to bytes: terminal, JSON, CSV. Renderers never import each other."""
