"""The console's files: nothing from elsewhere, nothing unsafe, and colours that can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from jobscout.http.console_handlers import ACCOUNT_PAGE, FOLDER, PAGE, read_assets

if TYPE_CHECKING:
    from pathlib import Path

NAMES: Final = sorted(read_assets())
SCRIPTS: Final = sorted(FOLDER.glob("*.js"))
MOST_LINES: Final = 200
MOST_SIGNS: Final = 100  # in a line, as in Python
SINKS: Final = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|createContextualFragment"
    r"|DOMParser|srcdoc|\beval\b|new Function|localStorage|\.cookie|javascript:"
)
READABLE: Final = 4.5  # WCAG 2.2, AA
# what is written in which colour on which
WRITTEN: Final = (
    *(("ink", "page"), ("ink", "card"), ("quiet", "page"), ("quiet", "card")),
    *(("accent", "page"), ("accent", "card"), ("accent", "accent-wash"), ("on-accent", "accent")),
    *((name, f"{name}-wash") for name in ("ok", "warn", "bad")),
    *(("bad", "page"), ("bad", "card"), ("page", "ink")),
)


def test_folder_holds_nothing_that_is_not_served() -> None:
    """A file of an unknown type would be left out without a word."""
    assert sorted(file.name for file in FOLDER.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_from_elsewhere(name: str) -> None:
    """No file names another host, but for the example in a field and the name of a language."""
    text = (FOLDER / name).read_text("utf-8")
    named = set(re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"'`]*", text))

    assert named <= {"https://jobs.example.com/acme", "http://www.w3.org/2000/svg"}


def imported(name: str) -> set[str]:
    """What the script *name* imports, and what that does."""
    text = (FOLDER / name).read_text("utf-8")
    direct = set(re.findall(r'^import [^"]* from "\./(.*)";$', text, re.MULTILINE))
    return direct.union(*(imported(one) for one in direct))


@pytest.mark.parametrize(("page", "script"), [(PAGE, "main.js"), (ACCOUNT_PAGE, "account.js")])
def test_page_has_no_script_or_style_of_its_own(page: str, script: str) -> None:
    """Nothing inline, so that the policy needs no exception; every script is known beforehand."""
    text = (FOLDER / page).read_text("utf-8")
    preloaded = re.findall(r'<link rel="modulepreload" href="console/([\w.]+)">', text)

    assert re.findall(r"<script[^>]*>(.*?)</script>", text) == [""]
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert re.findall(r'<script[^>]*src="console/([\w.]+)"', text) == [script]
    assert preloaded == sorted(imported(script))


def test_every_script_is_of_a_page() -> None:
    """No script is left that nobody loads; the worker is one by itself."""
    used = {"main.js", "account.js", "worker.js"} | imported("main.js") | imported("account.js")
    assert used == {script.name for script in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_makes_no_markup_of_text(script: Path) -> None:
    """No way from a string to markup, code or a style; tokens go to no lasting place."""
    text = script.read_text("utf-8")

    assert not SINKS.search(text)
    assert not re.search(r"[\"']style[\"']|\.style\b|\bstyle:", text)
    assert text.startswith("/**")
    assert len(text.splitlines()) <= MOST_LINES
    assert max(map(len, text.splitlines())) <= MOST_SIGNS
    assert set(re.findall(r"^import .* from \"(.*)\";$", text, re.MULTILINE)) <= {
        f"./{other.name}" for other in SCRIPTS
    }


def luminance(colour: str) -> float:
    """How bright *colour* is, as WCAG reckons."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_can_be_read(mode: str) -> None:
    """Every pair of text and ground has a contrast of 4.5 and more, by day and by night."""
    text = (FOLDER / "console.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root {(.*?)}", text, re.DOTALL)
    )
    colours = light if mode == "light" else light | dark

    assert light.keys() == dark.keys()
    for ink, ground in WRITTEN:
        high, low = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= READABLE, (ink, ground)
