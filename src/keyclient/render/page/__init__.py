"""The answer as one HTML page: no script, no network, charts as inline SVG; to read on a screen, a phone, on paper."""
