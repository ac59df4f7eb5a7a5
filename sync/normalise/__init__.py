"""Vietnamese office text made comparable: str → Parsed(value, problem)."""
