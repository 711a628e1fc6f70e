"""Pure functions of their input: bytes -> Document -> Reading -> Report. No network, no database, no clock, no Scrapy."""
