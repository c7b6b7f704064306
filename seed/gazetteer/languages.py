"""Languages and scripts whose names of places the file of places has."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = (
    "en de fr es it pt nl pl sv da nb fi cs sk hu ro bg hr sr sl et lv lt el tr ru uk ar he fa hi"
    " bn th vi id ms ja ko zh zh_Hant ca sw"
)
"""Whose names of countries are kept."""

HAN: Final = "\u3400-\u9fff"
CYRILLIC, ARABIC = "\u0400-\u052f", "\u0600-\u06ff"
_IN_CYRILLIC: Final = "BG BY KG KZ MD ME MK MN RS RU TJ UA UZ"
_IN_ARABIC: Final = "AE AF BH DZ EG IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SY TN YE"
_IN_HAN: Final = "CN HK MO SG TW"
SCRIPTS: Final = {
    **dict.fromkeys(_IN_CYRILLIC.split(), CYRILLIC),
    **dict.fromkeys(_IN_ARABIC.split(), ARABIC),
    **dict.fromkeys(_IN_HAN.split(), HAN),
    "AM": "\u0530-\u058f",
    "BD": "\u0980-\u09ff",
    "CY": "\u0370-\u03ff",
    "ET": "\u1200-\u137f",
    "GE": "\u10a0-\u10ff",
    "GR": "\u0370-\u03ff",
    "IL": "\u0590-\u05ff",
    "IN": "\u0900-\u0d7f",
    "JP": f"{HAN}\u3040-\u30ff",
    "KH": "\u1780-\u17ff",
    "KR": "\uac00-\ud7af",
    "LA": "\u0e80-\u0eff",
    "LK": "\u0d80-\u0dff",
    "MM": "\u1000-\u109f",
    "NP": "\u0900-\u097f",
    "TH": "\u0e00-\u0e7f",
}
"""Letters, beside Latin ones, of names that are kept: those of a country's own scripts."""
