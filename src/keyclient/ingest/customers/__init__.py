"""From rows to customers: merging, identities, the frame."""
