"""Pure functions of their input: bytes -> Document -> Reading -> Report. No network, database, clock or Scrapy."""
