"""Record linkage: by which rules two postings are judged to be one opening.

Pure functions of pairs. What is stored of their decisions, and how many postings become one job,
is decided elsewhere.

``requisition_keys`` names the vendor's own number of an opening, ``blocking`` says which postings
are worth comparing, ``comparison`` scores a pair, and ``assignment`` chooses among its rivals.
"""
