"""Which portals there are."""
