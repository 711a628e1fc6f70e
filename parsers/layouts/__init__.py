"""The three ways in which forms are printed: bands (二), a matrix (三), a strip (四); each turns a grid into strips."""
