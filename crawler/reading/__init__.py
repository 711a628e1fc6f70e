"""Kept bytes into rows: workers, placing, files from outside."""
