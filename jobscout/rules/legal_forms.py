"""Legal forms of companies, as they stand at the end or the beginning of names.

By country or group of countries: the abbreviations and names of entity legal forms that
ISO 20275 lists, in the spelling of ``company_names.words``. A form is kept in full only where no
shorter form that is listed makes up its parts: "gmbh and co kg" is "gmbh", "and", "co", "kg".
"""

from __future__ import annotations

from typing import Final

_TRAILING: Final[dict[str, str]] = {
    "English": (
        "inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|lllp|plc|pllc|pbc|cic"
        "|unlimited company|public limited company|limited liability company|limited partnership"
        "|limited liability partnership|public benefit corporation|dac|clg|uc"
    ),
    "Australia, New Zealand, South Africa": "pty|proprietary|rf|npc|soc",
    "India, Pakistan, Singapore, Hong Kong": "pvt|private limited|pte|pvt limited|opc|private ltd",
    "Malaysia, Brunei": "sdn bhd|bhd|sdn|berhad|sendirian berhad",
    "Indonesia": "tbk|persero",
    "Philippines": "opc",
    "German": (
        "gmbh|mbh|ggmbh|ag|kg|kgaa|ohg|gbr|ug|ev|eg|ek|gesellschaft mit beschrankter haftung"
        "|ug haftungsbeschrankt|aktiengesellschaft|kommanditgesellschaft|partg|partgmbb|gesmbh"
    ),
    "European Union": "se|eeig|sce",
    "French": (
        "sa|sas|sasu|sarl|eurl|snc|sca|scop|scs|sci|selarl|societe anonyme"
        "|societe a responsabilite limitee|societe par actions simplifiee"
    ),
    "Dutch and Belgian": "bv|nv|vof|cv|cvba|bvba|sprl|srl|asbl|vzw|besloten vennootschap",
    "Spanish, Latin America": (
        "sl|slu|sa|sau|sad|sll|slp|scl|sociedad anonima|sociedad limitada|sa de cv|s de rl de cv"
        "|s de rl|sapi de cv|sab de cv|sc|srl de cv|sapi|sofom|saa|sac|saic|spa|ltda|eirl|eireli"
        "|sociedad por acciones simplificada|cia ltda|saci|sa esp"
    ),
    "Portuguese": (
        "lda|sa|sgps|unipessoal|unipessoal lda|ltda|ltda me|epp|sociedade anonima|limitada"
    ),
    "Italian": "spa|srl|srls|sapa|snc|sas|scarl|scrl|scpa|societa per azioni|onlus",
    "Danish, Norwegian, Swedish": (
        "as|asa|aps|ab|publ|aktiebolag|aktieselskab|anpartsselskab|ans|hb"
    ),
    "Finnish, Estonian": "oy|oyj|osakeyhtio|ou|ky|tmi",
    "Icelandic": "hf|ehf|ohf|slf",
    "Latvian, Lithuanian": "sia|uab",
    "Polish": (
        "sp z oo|sp z o o|sp zoo|spzoo|sp z oo|sp j|sp k|sp p|sp z o o sp k"
        "|spolka z o o|spolka akcyjna"
        "|spolka z ograniczona odpowiedzialnoscia|sa"
    ),
    "Czech, Slovak": "sro|spol s ro|spol s r o|spol sro|vos|akciova spolecnost|as",
    "Hungarian": "kft|zrt|nyrt|bt|rt|kkt",
    "Romanian": "srl|sa|pfa|srld",
    "South Slavic": "doo|dd|ad|jdoo|dooel|ood|eood|ead|ад|оод|еоод|еад|доо",
    "Greek": "ae|epe|ike|oe|αε|επε|ικε|οε|ανωνυμη εταιρεια",
    "Turkish": "as|anonim sirketi|ltd sti|limited sirketi|sti|anonim sirket",
    "Russian, Ukrainian": "ooo|oao|zao|pao|ооо|оао|зао|пао|ао|тов|прат|пат|тоо|нао",
    "Hebrew": "בעמ|בע מ",
    "Arabic": (
        "ذمم|شمم|شمع|مدم|المحدودة|fze|fzco|fz llc|fzc|dmcc|wll|bsc|saog|saoc|pjsc|pjs|jsc|ojsc"
        "|cjsc|sal|sarl|sae"
    ),
    "Vietnamese": "jsc|tnhh|joint stock company|mtv|co phan",
    "Thai": "จำกัด|จํากัด|จำกัด มหาชน|จํากัด มหาชน|มหาชน|pcl|public company limited",
    "Japanese": "kk|gk|kabushiki kaisha|godo kaisha|株|有|株式会社|有限会社|合同会社",
    "Chinese": "有限公司|股份有限公司|有限责任公司|集团有限公司|股份有限公司",
    "Korean": "주|유|주식회사|유한회사|유한책임회사",
}

# These are customary before a name, and no words that names begin with: an "AB" or a "PT" there
# may be anything ("AB InBev", "PT Solutions").
_LEADING: Final = (
    "株式会社|有限会社|合同会社|株|有|주식회사|유한회사|주|유|บริษัท|ооо|оао|зао|пао|ао|тоо|ип|тов"
    "|прат|пат|cong ty tnhh|cong ty co phan|cong ty cp|ooo|oao|zao"
)

# Scripts that write no spaces: cut off where nothing separates them from the name.
GLUED: Final = (
    "股份有限公司", "有限责任公司", "集团有限公司", "株式会社", "有限会社", "合同会社", "有限公司",
    "주식회사", "유한회사", "บริษัท", "จำกัด", "จํากัด",
)  # fmt: skip

DOUBTFUL: Final = frozenset({"spa"})
"""Also ordinary words: forms only if they are not written like one ("SpA", but not "Day Spa")."""


def _forms(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(form.split()) for form in listed.split("|"))


TRAILING: Final = frozenset().union(*map(_forms, _TRAILING.values()))
LEADING: Final = _forms(_LEADING)
MOST_WORDS: Final = max(len(form) for form in TRAILING | LEADING)
