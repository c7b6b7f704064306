"""The words that boards use for employment types, in many languages, for ``rules.employment``.

They are separated by commas and compared in the form of ``spelling.fold``, with a space for each
run of signs and " / " between parts; a few are regular expressions. ``UNSPACED``: Chinese,
Japanese, Korean and Thai.
"""

from __future__ import annotations

from typing import Final

VOLUNTEER: Final = (
    "volunteer, volunteering, voluntary, ehrenamt\\w*, bénévol\\w+, volontariato, servizio civile,"
    " voluntari(?:o|a|ado|at), vrijwillig\\w*, frivillig\\w*, volontär, ideell, vapaaehtois\\w*,"
    " wolontariat, dobrovoln\\w*, gönüllü, волонт\\w+, önkéntes, εθελοντ\\w+, התנדבות, تطوع"
)
INTERNSHIP: Final = (
    "interns?, internships?, traineeships?, praktik\\w*, werkstudent\\w*, werkstudierend\\w*,"
    " working student,"
    " student, stagiaires?, stage, stages, alternance, apprentice\\w*, apprentissage, ausbildung,"
    " dual studies, duales studium, co op, tirocini\\w*, stagista, apprendistat\\w*, prácticas,"
    " becas?, becari[oa], pasantías?, aprendiz\\w*, estágio, estagiári[oa], stageplaats,"
    " leerwerkplek, lärling, lærling, harjoittelu\\w*, harjoittelija, oppisopimus, staż, stażysta,"
    " praktyk[ai], stáž, gyakornok\\w*, stagiu, staj, stajyer, стажировк[аи], стажування, thực tập,"
    " magang, πρακτική άσκηση, התמחות, تدريب"
)
FREELANCE: Final = (
    "freelance\\w*, freiberuflich\\w*, freie mitarbeit, b2b, self employed, selbständig\\w*,"
    " honorarbasis, partita iva, liber[oa] professionista, autónom[oa]s?, recibos verdes, zzp\\w*,"
    " frilans\\w*, živnost\\w*, indépendant, vállalkozó, фриланс\\w*, serbest çalışan, lepas"
)
PART_TIME: Final = (
    "part ?time, (?:salaried|hourly) pt, partiel, partielle, teilzeit\\w*, temps partiel,"
    " mi temps, minijob,"
    " geringfügig\\w*,"
    " side, parziale, media jornada, medio tiempo, tiempo parcial, jornada parcial, parcial,"
    " meio período, tempo parcial, deeltijds?, bijbaan, halvtid, deltid\\w*, extrajobb,"
    " osa aika\\w*,"
    " osa-aika\\w*, część etatu, niepełny (?:etat|wymiar), pół etatu, částečný úvazek,"
    " zkrácený úvazek, skrátený úväzok, részmunkaid\\w*, normă parțială, jumătate de normă,"
    " yarı zamanlı, частичная занятость, неполн\\w+ \\w+, часткова зайнятість,"
    " неповна зайнятість, μερική απασχόληση, bán thời gian, paruh waktu, משרה חלקית, دوام جزئي"
)
PERMANENT: Final = (
    "unlimited, permanent, perm, unbefristet\\w*, indefinite, open ended, cdi,"
    " durée indéterminée, contrat à durée indéterminée, tempo indeterminato, indeterminato,"
    " indefinido, contrato fijo, efetivo, clt, sem termo, vast contract, vaste? dienst,"
    " onbepaalde tijd, tillsvidare\\w*, fast anställning, fast$, fast stilling, fast ansettelse,"
    " fastansættelse, vakituinen, vakinainen, toistaiseksi, nieokreślony, doba neurčitá,"
    " festanstellung, festangestellt\\w*, karyawan tetap"
)
TEMPORARY: Final = (
    "temporary, temp, fixed ?term, befristet\\w*, seasonal, casual, per diem, cdd, interim\\w*,"
    " limited contract, limited term, (?:maternity|parental) (?:leave )?cover, durée déterminée,"
    " saisonnier\\w*, vacation, zeitarbeit, leiharbeit,"
    " arbeitnehmerüberlassung, tempo determinato, determinato, stagionale, somministrazione,"
    " interinale, temporal, eventual, obra y servicio, interino, plazo fijo, temporári[oa],"
    " termo certo, prazo determinado, bepaalde tijd, tijdelijk\\w*, uitzend\\w+, vikar\\w*,"
    " visstid\\w*, tidsbegräns\\w+, tidsbegræns\\w+, sommarjobb, säsong\\w*, midlertidig\\w*,"
    " sesong\\w*, engasjement, määräaika\\w*, tilapäi\\w+, kausityö, kesätyö, sijaisuus,"
    " zastępstwo, określony, tymczasow\\w+, sezonow\\w+, brigád\\w+, dpp, dpč, doba určitá,"
    " határozott idej\\w+, perioadă determinată, geçici, dönemsel, временн\\w+, сезонн\\w+,"
    " тимчасов\\w+, ορισμένου χρόνου, thời vụ"
)
CONTRACT: Final = (
    "contract, contractor, contracts, contract to (?:hire|perm\\w*), c2h, ftc, w2 contract,"
    " umowa zlecenie, zlecenie, umowa o dzieło, konsultuppdrag, consultancy, contratista, pj,"
    " sözleşmeli,"
    " kontrak"
)
FULL_TIME: Final = (
    "full ?time, full(?= (?:/ |or |and )?part ), vollzeit\\w*, voll(?= (?:/ |oder "
    "|und )?teilzeit), regular,"
    " (?:salaried|hourly) ft, temps plein, temps complet, plein temps, tempo pieno, pieno,"
    " jornada completa, completa,"
    " tiempo completo, tempo integral, período integral, tempo inteiro, voltijds?, heltid\\w*,"
    " fulltid,"
    " fuldtid, kokoaika\\w*, kokopäivä\\w*, pełny (?:etat|wymiar), cały etat, umowa o pracę,"
    " plný úv[aä]zo?e?k, hlavní pracovní poměr, hpp, teljes munkaid\\w*, teljes állás,"
    " normă întreagă, tam zamanlı, полн\\w+ (?:занятость|рабочий день|день), повна зайнятість,"
    " πλήρης απασχόληση, toàn thời gian, penuh waktu, משרה מלאה, دوام كامل"
)

UNSPACED: Final = {
    "volunteer": "ボランティア|志愿者|志願者|자원봉사",
    "internship": "实习|實習|インターン|인턴|ฝึกงาน",
    "freelance": "自由职业|自由職業|業務委託|フリーランス|프리랜서",
    "part_time": "兼职|兼職|アルバイト|パート(?!ナー)|非常勤|파트타임|아르바이트|시간제|พาร์ทไทม์",
    "temporary": "临时|臨時|派遣|파견|임시|일용",
    "contract": "合同工|约聘|約聘|契約社員|계약직",
    "full_time": "全职|全職|正式员工|正社員(?!登用)|フルタイム|(?<!非)常勤"
    "|(?<!비)정규직(?! ?전환)|풀타임"
    "|งานประจำ|เต็มเวลา",
}
