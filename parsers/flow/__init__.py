"""Tables that text prints without table markup: one cell a line, cells between pipes, cells that ran together."""
