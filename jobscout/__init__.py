"""Job Scout: watches career pages and alerts the right users about new jobs, once."""

__version__ = "0.1.0"
