"""The small words of titles, in their one form (``words.canonical``). Our own lists."""

from __future__ import annotations

from typing import Final, TypeAlias

Words: TypeAlias = tuple[str, ...]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ROMANCE_OF: Final = _words("de del della dello di do da das dos du des la le")
OF: Final = _words("of de del della di do da du des")
ASIDE: Final = _words("to for in at with by from within reporting fur bei im para pour")
"""Words behind which a title says no more what the work is."""
AND: Final = _words("and und et y e och og en i ve и")
LITTLE: Final = OF | AND | _words("the a an la le los las das dos der die den")
"""Words that may stand between those that are asked: "of", "and", articles."""

_ALWAYS: Final = _words(
    """
    senior junior mid middle experienced entry medior i ii iii iv v 1 2 3 4 5 l1 l2 l3 l4 l5 level
    registered licensed certified qualified chartered interim temporary permanent freelance full
    part time remote hybrid onsite 高级 资深 初级 中级 シニア ジュニア 시니어 주니어
    старш младш ведущ главн confirme debutant experimente
    """
)
_UNLESS_LAST: Final = _words("lead principal staff associate trainee graduate")
LEVELS: Final = {word: word in _UNLESS_LAST for word in _ALWAYS | _UNLESS_LAST}
"""Words of level, grade and terms that may stand among those asked; who asks for one gets it. By
each whether it names the work where it is the last, as in "Tech Lead"."""

_HEADS: Final = """
head, director, vice president, executive vice president, senior vice president, manager, chief,
dean, chef, leiter, leitung, directeur, director general, jefe, gerente, responsable, coordinador,
coordinator, president, direttor, diretor, kierownik, szef
"""
HEAD_FIRST: Final = sorted(
    {tuple(head.split()) for head in _HEADS.replace("\n", " ").split(",")},
    key=lambda one: -len(one),
)
"""Heads that may stand before their field with nothing between: "VP Sales", "Leiter Einkauf"."""

OTHER_WORK_BEFORE: Final = _words(
    """
    recruteur recruteuse reclutador reclutadora recrutador recrutadora selezionatore selezionatrice
    formateur formador formadora formatore formatrice
    """
)
"""Recruiters and trainers, where the head stands first."""
OTHER_WORK: Final = OTHER_WORK_BEFORE | _words(
    """
    recruiter recruitment recruiting staffing hiring educator trainer training instructor tutor
    assistant aide scheduler 事务 助理 アシスタント
    """
)
"""What makes other work of a profession that stands beside it."""

OTHER_HEADS: Final = OTHER_WORK | _words(
    """
    manager director recruiter recruitment assistant supervisor coordinator educator practitioner
    consultant leader specialist analyst sales trainer instructor tutor clerk administrator
    technician representative advocate liaison officer executive head planner coach aide partner
    scheduler staffing informaticist anesthetist midwife researcher reviewer 事务 助理 アシスタント
    """
)
"""What makes another profession of the one before it: a nurse recruiter is no other nurse."""

FIELDS: Final = _words("recruitment recruiting staffing hiring training sales")
STUDENTS: Final = _words(
    """
    intern internship praktikum praktikant pflichtpraktikum werkstudent student stagiaire
    tirocinante stagista becario estagio estagiario praktykant インターン 인턴 实习生
    """
)
"""Behind these stands the field in which they learn, one of ``FIELDS`` too."""

DEVELOPERS: Final = _words("developer engineer programmer entwickler")
REFINING: Final = _words(
    """
    software backend frontend fullstack web mobile application app embedded cloud ui ux
    java javascript typescript python golang rust cplusplus csharp dotnet aspdotnet php ruby kotlin
    swift scala elixir react angular vue svelte nodejs node nextjs django flask spring laravel
    symfony android ios flutter unity unreal sql postgresql mysql oracle sap abap salesforce
    wordpress shopify magento drupal aws azure gcp kubernetes linux devops blockchain solidity
    api graphql perl delphi cobol matlab r c
    """
)
"""Technologies and layers that refine a developer and do not make another profession of it."""
_ABROAD: Final = """
desenvolvedor, desarrollador, programador, developpeur, sviluppatore, ontwikkelaar, programista,
utvecklare, udvikler, utvikler, разработчик, программист, yazilim gelistirici, gelistirici,
エンジニア, 开発 者, プログラマ, 工程 师, 开发 工程 师, 程序 员, 개발자, 엔지니어,
ingeniero, ingenieur, engenheiro, inzynier, инженер
"""
DEVELOPERS_ABROAD: Final = [tuple(name.split()) for name in _ABROAD.replace("\n", " ").split(",")]
"""Developers in other languages; they stand before or behind what refines them."""
REFINED_BEHIND: Final = ((), ("product",), ("software",), ("platform",), ("deployed",))
"""Developers of these are also those of what a later part of the title refines them to."""
