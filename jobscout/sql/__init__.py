"""Every query of the program: one pair of files per noun."""
