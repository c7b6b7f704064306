"""Words of scripts that put no spaces between them: Chinese, Japanese, Thai, Lao, Khmer, Burmese.

ICU cuts them by its dictionaries (docs/decisions/0027-words.md). Letters of other scripts that
touch them are words of their own: "Java工程师" is "Java" and "工程师".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from icu4py.breakers import WordBreaker

_CJK: Final = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u30ff\u3400-\u9fff\uf900-\ufaff"
_CJK_BEYOND: Final = "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
_SOUTH_EAST: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUN: Final = re.compile(f"[{_CJK}{_CJK_BEYOND}]+|[{_SOUTH_EAST}]+")
_HANGUL: Final = "\uac00-\ud7a3"
_TOUCHING_HANGUL: Final = re.compile(f"(?<=[a-z0-9+#])(?=[{_HANGUL}])|(?<=[{_HANGUL}])(?=[a-z0-9])")
_MIDDLE_DOTS: Final = re.compile("[\u00b7\u30fb]")
_LONG_VOWEL: Final = "\u30fc"
_CACHED_CHARS: Final = 40
MAX_RUN_CHARS: Final = 2_000
"""ICU is given no longer runs: what it needs grows faster than a run of one script."""

# One form for characters that are written otherwise in Taiwan, of the words of titles. Not those
# that only Japan writes so: there "経理" is accounting, and "经理" a manager elsewhere.
_SIMPLER: Final = str.maketrans(
    "師軟體開發數據經產銷務會計護醫員業電機資訊網設導際術專總監級實習運輸營養藥檢測試"
    "領隊團遊車輛輔諮詢財貿關係統籌劃畫藝樂語譯寫錄報記編輯長責構築園節廠場廳樓門動處"
    "廣歷單選質環險證執齡勞時間給與項標準備應區國東達遠雲庫倉鏈鎖鐵銀麵館廚顧問裝飾維"
    "調約購買賣",
    "师软体开发数据经产销务会计护医员业电机资讯网设导际术专总监级实习运输营养药检测试"
    "领队团游车辆辅咨询财贸关系统筹划画艺乐语译写录报记编辑长责构筑园节厂场厅楼门动处"
    "广历单选质环险证执龄劳时间给与项标准备应区国东达远云库仓链锁铁银面馆厨顾问装饰维"
    "调约购买卖",
)
_SUFFIXES: Final = "师员者士家市省县区府"
"""Parted from longer words: one dictionary has "工程師" as one word, another "工程" and "师"."""


def cut(folded: str) -> str:
    """*folded* with spaces between the words of such scripts; anything else as it is."""
    if _MIDDLE_DOTS.search(folded):
        folded = _MIDDLE_DOTS.sub(" ", folded)
    return _TOUCHING_HANGUL.sub(" ", _RUN.sub(_spaced, folded))


def _spaced(run: re.Match[str]) -> str:
    text = run[0]
    return f" {_words(text) if len(text) <= _CACHED_CHARS else _words.__wrapped__(text)} "


@lru_cache(maxsize=16_384)
def _words(run: str) -> str:
    found: list[str] = []
    for start in range(0, len(run), MAX_RUN_CHARS):
        found += WordBreaker(run[start : start + MAX_RUN_CHARS], "ja")
    return " ".join(_simple(word) for word in found)


def _simple(word: str) -> str:
    """Characters in one form, and no long vowel at the end: "エンジニアー" is "エンジニア"."""
    if len(word) > 2 and word.endswith(_LONG_VOWEL):
        word = word.rstrip(_LONG_VOWEL)
    word = word.translate(_SIMPLER)
    return f"{word[:-1]} {word[-1]}" if len(word) > 2 and word[-1] in _SUFFIXES else word
