"""A CV as texts to search for skills, and the mapping from positions back to lines.

The person's name and contact details are masked: they must not be taken for skills.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobscout.cv.lines import Placed, Section

MAX_STRETCH: Final = 400
"""Most characters of context shown around a name."""

_HYPHENATED: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])")
_CAPTIONS: Final[dict[Section, str]] = {
    "summary": "Summary",
    "experience": "Experience",
    "education": "Education",
    "skills": "Skills",
    "languages": "Languages",
    "projects": "Projects",
    "certifications": "Certifications",
    "contact": "Contact",
    "other": "Interests",
}
"""Replaces a heading in any language, so that the skill reader recognises it."""

_MAX_NAME_WORDS: Final = 5
_MAX_NAME_LINES: Final = 2
_NO_NAME: Final = re.compile(r"[\d,;:]")
MASK: Final = "|"
"""Replaces an address or the person's name."""

_ADDRESS: Final = re.compile(
    r"(?:https?|ftp) ?: ?// ?\S+|(?:mailto|tel):\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,20}"
    r"|(?<![\w@])@\w[\w.-]{0,63}"
    r"|(?<![\w@/-])(?:[\w-]{1,63}\.){1,8}[a-z]{2,10}/[^\s,;|)]*"
    r"|(?<![\w@/.-])www\.(?:[\w-]{1,63}\.){1,8}[a-z]{2,10}(?!\w)"
    r"|(?<![\w@/.-])(?:[\w-]{1,63}\.){1,8}(?:com|org|edu|gov|info|me|dev)(?![\w/])",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().·*-]{7,30}\d(?!\w)")
_PROFILE_NAMES: Final = """
    behance bitbucket blogger codeforces codepen dev-to discord dribbble facebook flickr github
    gitlab gmail google-scholar hackerrank instagram kaggle leetcode linkedin mastodon medium npm
    orcid outlook pinterest quora reddit researchgate skype slack snapchat stack-overflow telegram
    tiktok tumblr twitter vimeo wechat whatsapp wordpress xing youtube zoom
"""
_PROFILES: Final = frozenset(_PROFILE_NAMES.split())
_MAKER_NAMES: Final = """
    adyen airtable akamai algolia altera amplitude anthropic appdynamics appian asana auth0
    automation-anywhere bloomberg blue-prism braintree braze canva cerner cloudera cloudflare
    cohesity commvault confluent couchbase crowdstrike databricks datadog dataiku datarobot
    digitalocean discord docker docusign dropbox dynatrace epic esri facebook factset fastly figma
    fortinet github gitlab hortonworks hubspot hugging-face informatica intercom jetbrains juniper
    kaspersky klarna lexisnexis linkedin mapbox mixpanel mongodb mulesoft netapp new-relic nutanix
    okta openai oracle outsystems pagerduty palo-alto-networks paypal paytm pega percona pinterest
    plaid qualtrics qualys rapid7 razorpay red-hat roblox roku rubrik salesforce sap segment
    sentry servicenow shopify sitecore slack snowflake sophos splunk square stripe surveymonkey
    suse synopsys tableau talend teradata tiktok trend-micro twilio twitch twitter uipath unity
    veeam vercel virtuozzo vmware vonage wix workday xilinx zendesk zoho zoom zscaler
"""
_MAKERS: Final = frozenset(_MAKER_NAMES.split())
_POST: Final = re.compile(
    r"(?:19|20)\d\d|\|\s*$"
    r"|\b(?:engineer|developer|manager|intern|consultant|analyst|architect|scientist"
    r"|designer|director|administrator|specialist|lead|ingenieur|ing[ée]nieur|entwickler|berater"
    r"|d[ée]veloppeur|stagiaire|praktikum|werkstudent|desarrollador|programador)",
    re.IGNORECASE,
)
_EMPLOYER_BEFORE: Final = re.compile(
    r"(?:^|[\t|,•@–—-]\s*|\b(?:at|for|bei|chez|en)\s+)$", re.IGNORECASE
)
_EMPLOYER_AFTER: Final = re.compile(r"\s*(?:$|[\t|,(–—-]|  )")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]*)*")


class Passage(NamedTuple):
    """The whole CV as one text. *starts*: position of each line; *lines*: the lines themselves."""

    text: str
    starts: list[int]
    lines: list[Placed]

    def at(self, position: int) -> Placed:
        return self.lines[bisect_right(self.starts, position) - 1]

    def stretch(self, position: int) -> tuple[int, int]:
        """Begin and end of the lines around *position* that no heading separates from it."""
        first = last = bisect_right(self.starts, position) - 1
        while first > 0 and not self.lines[first - 1].is_heading and self._near(first, position):
            first -= 1
        while last + 1 < len(self.lines) and self._near(last + 1, position):
            if self.lines[last + 1].is_heading:
                return self.starts[first], self.starts[last + 1]
            last += 1
        return self.starts[first], len(self.text)

    def _near(self, line: int, position: int) -> bool:
        return abs(self.starts[line] - position) <= MAX_STRETCH


def passages(lines: Sequence[Placed]) -> tuple[Passage, list[Passage]]:
    """The CV as it is, and additional readings in which divided words are rejoined."""
    name = _pattern_of(_name_of(lines))
    main = _passage((part, _unmasked(part, name)) for part in lines)
    return main, [_rejoined(main, ""), _rejoined(main, "-")]


def across(text: str, lines: Sequence[Placed]) -> str:
    """An additional reading of one page, without addresses and the name."""
    return _without(_pattern_of(_name_of(lines)), "\n".join(map(_masked, text.split("\n"))))


def _unmasked(part: Placed, name: re.Pattern[str] | None) -> str:
    if part.is_heading:
        return f"\n{_CAPTIONS[part.section or 'other']}"
    text = _without(name, _masked(part.line.text))
    return f"\n{text}" if part.line.opens else text


def _without(name: re.Pattern[str] | None, text: str) -> str:
    return name.sub(lambda found: MASK + " " * (len(found[0]) - 1), text) if name else text


def _passage(parts: Iterable[tuple[Placed, str]]) -> Passage:
    texts, starts, lines = [], [], []
    at = 0
    for part, text in parts:
        texts.append(text)
        starts.append(at)
        lines.append(part)
        at += len(text) + 1
    return Passage("\n".join(texts), starts, lines)


def _rejoined(main: Passage, mark: str) -> Passage:
    """Rejoins words that are divided at a line's end, with *mark* in place of the hyphen."""
    cuts = [found.start() for found in _HYPHENATED.finditer(main.text)]
    shrink = 2 - len(mark)
    starts = [start - shrink * bisect_right(cuts, start - 1) for start in main.starts]
    return Passage(_HYPHENATED.sub(mark, main.text), starts, main.lines)


def _masked(text: str) -> str:
    """*text* with addresses and phone numbers masked, in the same length."""

    def blot(found: re.Match[str]) -> str:
        return MASK + " " * (len(found[0]) - 1)

    return _PHONE.sub(blot, _ADDRESS.sub(blot, text))


def is_contact(text: str) -> bool:
    """Whether a line contains contact details."""
    return _ADDRESS.search(text) is not None or _PHONE.search(text) is not None


def is_profile(slug: str) -> bool:
    """Whether a skill is also a site on which people have a profile page."""
    return slug in _PROFILES


def is_employer(slug: str, line: str, start: int, end: int) -> bool:
    """Whether *line*, about a post, contains the name of a skill's maker as a separate part.

    "Engineer, Salesforce" names an employer, "Salesforce engineer" a skill.
    """
    if slug not in _MAKERS or not _EMPLOYER_AFTER.match(line, end):
        return False
    if not _EMPLOYER_BEFORE.search(line[:start]):
        return False
    return line.strip() == line[start:end] or _POST.search(line) is not None


def _name_of(lines: Sequence[Placed]) -> str | None:
    """The person's name: the first of the largest lines on the first page, if one stands out.

    Otherwise the first line, if it reads like a name; otherwise None.
    """
    first = [part for part in lines if part.line.page == 1]
    if not first or not any(part.is_heading for part in lines):
        return None
    size = max(part.line.size for part in first)
    largest = [part for part in first if part.line.size == size]
    stands_out = len(largest) <= _MAX_NAME_LINES and not largest[0].is_heading
    name = (largest if stands_out else first)[0].line.text.split("\t")[0].strip()
    words = _LETTERS.findall(name)
    if is_contact(name) or _NO_NAME.search(name) or not 1 <= len(words) <= _MAX_NAME_WORDS:
        return None
    if not stands_out and (len(words) == 1 or any(word[0].islower() for word in words)):
        return None
    return " ".join(words)


def _pattern_of(name: str | None) -> re.Pattern[str] | None:
    """Matches *name* anywhere, with any separators between its words."""
    if not name:
        return None
    words = r"[\W_]+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
