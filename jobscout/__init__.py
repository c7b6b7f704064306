"""Job Scout: watches career pages and tells the right people about new jobs, once."""

__version__ = "0.1.0"
