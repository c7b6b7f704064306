"""One file for each outside thing; their errors end here."""
