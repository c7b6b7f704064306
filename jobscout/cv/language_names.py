"""Names of languages by ISO 639-1 code: in English first, then in others, in lower case.

Only names that are no ordinary words of the languages CVs are written in.
"""

from __future__ import annotations

from typing import Final

_ROWS: Final = """
en english englisch anglais inglés ingles inglese inglês engels angielski английский 英语 英文
   英語 영어
de german deutsch allemand alemán aleman tedesco alemão duits niemiecki немецкий 德语 德文
   ドイツ語 독일어
fr french französisch francais français francés frances francese francês frans francuski
   французский 法语 法文 フランス語 프랑스어
es spanish spanisch espagnol español espanol castellano castilian spagnolo espanhol spaans
   hiszpański испанский 西班牙语 スペイン語 스페인어
it italian italienisch italien italiano italiaans włoski итальянский 意大利语 イタリア語
pt portuguese portugiesisch portugais portugués português portugues portoghese portugees
   portugalski португальский 葡萄牙语
nl dutch niederländisch néerlandais neerlandés holandés olandese nederlands holandês
   нидерландский 荷兰语
zh chinese chinesisch chinois chino cinese chinês mandarin cantonese kantonesisch 中文 汉语
   普通话 粤语 中国語 중국어 китайский
ja japanese japanisch japonais japonés giapponese japonês japans 日语 日文 日本語 일본어
   японский
ko korean koreanisch coréen coreano 韩语 韓国語 한국어 корейский
ru russian russisch russe ruso russo rosyjski русский 俄语 ロシア語
ar arabic arabisch arabe árabe arabo العربية عربي 阿拉伯语 арабский
hi hindi हिन्दी हिंदी
ur urdu اردو
bn bengali bangla বাংলা
pa punjabi panjabi
ta tamil தமிழ்
te telugu
ml malayalam
kn kannada
mr marathi
gu gujarati
ne nepali
si sinhala sinhalese
tr turkish türkisch turc turco türkçe
pl polish polnisch polonais polaco polacco polski polnisch польский
cs czech tschechisch tchèque checo čeština
sk slovak slowakisch slovaque slovenčina
sl slovenian slovene slowenisch slovenščina
hr croatian kroatisch croate hrvatski
sr serbian serbisch serbe srpski
bs bosnian bosnisch
mk macedonian mazedonisch
bg bulgarian bulgarisch bulgare български
ro romanian rumänisch roumain rumano română
hu hungarian ungarisch hongrois húngaro magyar
el greek griechisch grec griego ελληνικά
uk ukrainian ukrainisch ukrainien ucraniano українська украинский
be belarusian
sv swedish schwedisch suédois sueco svenska
no norwegian norwegisch norvégien noruego norsk bokmål
da danish dänisch danois danés dansk
fi finnish finnisch finnois finlandés suomi
is icelandic isländisch
et estonian estnisch eesti
lv latvian lettisch latviešu
lt lithuanian litauisch lietuvių
sq albanian albanisch shqip
hy armenian armenisch
ka georgian georgisch
az azerbaijani
kk kazakh
uz uzbek
fa persian farsi persisch persan persa فارسی
ps pashto
ku kurdish kurdisch
he hebrew hebräisch hébreu hebreo עברית
vi vietnamese vietnamesisch vietnamien vietnamita
th thai thailändisch ไทย
id indonesian indonesisch indonésien
ms malay malaiisch
tl tagalog filipino
sw swahili kiswahili suaheli
am amharic
so somali
yo yoruba
ig igbo
ha hausa
zu zulu
xh xhosa
af afrikaans
ca catalan katalanisch català catalán
eu basque baskisch euskera euskara
gl galician galego gallego
ga irish gaeilge
cy welsh
lb luxembourgish luxemburgisch lëtzebuergesch
mt maltese
la latin latein
eo esperanto
my burmese
km khmer
lo lao
mn mongolian
"""

NAMES: Final[dict[str, tuple[str, ...]]] = {
    code: tuple(names)
    for code, *names in map(str.split, _ROWS.replace("\n   ", " ").splitlines()[1:])
}
