"""What a page leads to: links and their worth, block pages, robots.txt. Pure."""
