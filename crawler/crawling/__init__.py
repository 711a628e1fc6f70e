"""One run of the spider: what it is about, what it hands out, how it is judged."""
