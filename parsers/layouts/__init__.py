"""The ways in which forms are printed: bands (二), a matrix (三), a strip (四), a sheet (before 2019)."""
