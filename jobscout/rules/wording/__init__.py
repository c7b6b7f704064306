"""How words are read so that two ways to write one thing are one.

``scripts`` cuts what is written without spaces, ``meanings`` tells words apart that are written
alike, ``forms`` gives each word one form, ``phrases`` does so for names of several words, and
``titles`` says which words of a title belong together. All of it is applied to documents and to
what people ask alike; ``rules.words`` is what the rest of the program uses.
"""
