"""Reading one board from its first request to normalised postings."""
