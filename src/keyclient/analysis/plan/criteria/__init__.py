"""The language of acceptance criteria: `aum >= 500000 and holds fund`, in English and Chinese."""
