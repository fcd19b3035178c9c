"""Which files under the shares are books to read now."""
