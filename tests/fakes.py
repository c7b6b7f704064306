"""Small stand-ins that fit the same protocols as the real things."""
