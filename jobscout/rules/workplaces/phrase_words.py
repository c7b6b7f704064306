"""The words of phrases about where work is done, by their kinds, in the languages of postings.

Each list is separated by commas. ``rules.workplaces.phrases`` folds them; words of the scripts
without spaces stand anywhere, all others between other words only.
"""

from __future__ import annotations

from typing import Final

HOME: Final = (
    "remote, remotely, from home, work from home, working from home, work-from-home, wfh,"
    " telework, teleworking, telecommute, telecommuting, telecommuter, home working, homeworking,"
    " home-working, from your home, from your own home, from wherever you, wherever you live,"
    " wherever you are based, wherever you want, remote work, remote working, home office,"
    " homeoffice, home-office, von zu hause, von zuhause, von daheim, mobiles arbeiten,"
    " mobilem arbeiten, mobile arbeit, mobiler arbeit, mobil arbeiten, mobil zu arbeiten,"
    " ortsunabhängig, ortsunabhängiges arbeiten, telearbeit, heimarbeit, wo du willst,"
    " wo immer du willst, télétravail, en télétravail, à distance, depuis chez vous,"
    " depuis chez toi, depuis votre domicile, distanciel, en distanciel, teletrabajo, remoto,"
    " remota, en remoto, a distancia, desde casa, desde tu casa, desde su casa, desde el hogar,"
    " desde tu hogar, desde tu domicilio, teletrabalho, a partir de casa, de casa, remotamente,"
    " da remoto, in remoto, smart working, smartworking, telelavoro, da casa, lavoro agile,"
    " thuiswerken, thuis werken, thuiswerk, vanuit huis, op afstand, på distans, distans,"
    " distansarbete,"
    " på distanse, distancearbejde, hemifrån, hemarbete, hjemmekontor, hjemmefra, hjemmearbejde,"
    " fjernarbejde, fjernarbeid, etätyö, etänä, etätyönä, zdalnie, zdalna, zdalny, zdalnej,"
    " zdalnego, zdalnym, z domu, na dálku, z domova, otthonról, távmunka, távmunkában, uzaktan,"
    " evden, de acasă, telemuncă, удалённо, удалённая, удалённый, удалённой, удалёнка,"
    " удалённого, дистанционно, дистанционная, из дома, віддалено, віддалена, дистанційно,"
    " kutoka nyumbani, ukiwa nyumbani, dari rumah, làm việc từ xa, tại nhà, عن بعد, من المنزل,"
    " リモート, リモートワーク, 在宅, 在宅勤務, 在宅ワーク, テレワーク, 远程, 远程办公, 远程工作,"
    " 居家, 居家办公, 在家, 在家办公, 遠端, 遠距, 재택, 재택근무, 원격, 원격근무"
)
"""Away from any office."""
BASED_AT_HOME: Final = (
    "home based, home-based, homebased, based from home, based at home, based from your home"
)
AT_HOME: Final = (
    "at home, home, zu hause, zuhause, daheim, chez vous, en casa, em casa, a casa, thuis,"
    " hemma, hjemme, w domu, дома, nyumbani, virtual"
)
"""Said of homes of all kinds: beside days of the week, or beside an office."""
ON_SITE: Final = (
    "on-site, onsite, on site, in-person, in person, in-office, in office, office-based,"
    " office based, site-based, site based, work from office, working from office,"
    " work from the office, wfo, vor ort,"
    " in präsenz, präsenz, präsenzarbeit, im büro, au bureau, sur site, présentiel,"
    " en présentiel, dans nos locaux, dans nos bureaux, presencial, presenciales, presenciais,"
    " presencialmente, en oficina, en la oficina, en nuestras oficinas, en sitio,"
    " no escritório, in sede, in presenza, in ufficio, op kantoor, op locatie, på kontoret,"
    " på plats, w biurze, stacjonarna, stacjonarnie, stacjonarny, stacjonarnej, stacjonarnego,"
    " v kanceláři, na pracovisku, az irodában, irodai, ofiste, ofisten, la birou, в офисе, в офісі,"
    " ofisini, di kantor, tại văn phòng, 出社, オフィス勤務, 到岗, 坐班, 现场办公, 出勤, 사무실,"
    " 출근"
)
OFFICE: Final = "office, offices, hq, headquarters, studio, büro, bureau, kantoor, kontoret, офис"
"""Weaker: an office may be named for many reasons."""
HYBRID: Final = (
    "hybrid, hybride, híbrido, híbrida, ibrido, ibrida, hybrydowo, hybrydowa, hybrydowy,"
    " hybridarbete, hybridarbejde, hybridarbeid, hibrit, гибридный, гибридно,"
    " ハイブリッド, 混合办公, 하이브리드"
)
FULLY: Final = (
    "fully, completely, entirely, exclusively, permanent, permanently, purely, komplett,"
    " vollständig, vollkommen, ausschließlich, dauerhaft, rein, deutschlandweit, bundesweit,"
    " österreichweit, complet, complètement,"
    " entièrement, totalement, intégral, intégralement, exclusivement, totale, completamente,"
    " totalmente, total, completo, completa, exclusivamente, permanente, integralmente,"
    " interamente, esclusivamente, volledig, geheel, uitsluitend, helt, fullt, fuldt,"
    " w pełni, całkowicie, wyłącznie, plně, teljesen, tamamen, tam, полностью, повністю, kabisa,"
    " full, 完全, フル, 전면, 완전"
)
ONLY: Final = (
    "only, nur, uniquement, seulement, solo, sólo, solamente, somente, apenas, soltanto, alleen,"
    " endast, bara, kun, tylko, только, тільки, pouze, tu, のみ, 仅, 只"
)
DAILY: Final = (
    "full time, full-time, every day, daily, each day, all days, every working day, täglich,"
    " tous les jours,"
    " todos los días, todos os dias, tutti i giorni, elke dag, varje dag, codziennie, 毎日, 每天"
)
NOT: Final = (
    "no, not, non, cannot, can't, isn't, never, without, don't, kein, keine, keinen, keinerlei,"
    " nicht, pas, sans, sin, não, sem, geen, niet, inte, ingen, inget, ikke, nie, bez, brak, ne,"
    " değil, не, нет, без, немає, hakuna, 不可, なし, 不, 불가, 없음"
)
MIXED: Final = (
    "the rest of the week, rest of the week, the other days, remaining days, mix, mixture,"
    " combination, combine, combines, combining, blend, split, splitting, between,"
    " balance, mischung, mix aus, kombination, wechsel, zwischen, mélange, alternance, alternant,"
    " alternez, entre, combinación, mezcla, combinação, mescolanza, combinazione, tra, combinatie,"
    " mellan, mellem, mellom, połączenie, сочетание"
)
PARTLY: Final = (
    "teils, teilweise, partly, partially, en partie, partiel, partiellement, parcial, parcialmente,"
    " deels, gedeeltelijk, delvis, częściowo, częściowa"
)
PART_OF_THE_TIME: Final = (
    "half the time, half of the time, half your time, half of your time, zur hälfte,"
    " la moitié du temps, la mitad del tiempo, metade do tempo, metà del tempo"
)
ROLE: Final = (
    "role, position, job, opportunity, vacancy, post, contract, internship,"
    " stelle, vollzeitstelle, teilzeitstelle, tätigkeit, anstellung, poste, emploi, puesto,"
    " empleo, vacante, plaza, vaga, posizione, baan, functie, vacature, tjänst, tjänsten, jobb,"
    " jobbet, stilling, stillingen, stanowisko, вакансия, вакансія, kazi, nafasi, lowongan,"
    " 仕事, 岗位, 职位"
)
WORK: Final = (
    "arbeit, arbeiten, arbeitest, atuação, regime, modalidad, modalidade, modalità, modelo,"
    " modello, tryb, arbetet, travail, travaillez, trabajo, trabajar, trabalho, trabalhar,"
    " lavoro, lavorare, werk, werken, werkt, arbete, arbeta, arbejde, arbeid, praca, pracy,"
    " pracujesz, práce, çalışma, работа, работать, робота, 勤務, 工作, 办公, 근무"
)
"""English has ``sentences.PLAIN`` for what it says with "work"."""
YOU: Final = (
    "postholder, post holder, appointee, you, you'll, you'd, candidate, candidates, du, sie, vous,"
    " je, jij, usted"
)
DAYS: Final = (
    "day, days, days', tag, tage, tagen, jour, jours, día, días, dia, dias, giorno, giorni, dag,"
    " dagen, dagar, dage, dager, dni, dny, nap, napot, gün, дня, дней, день, дні, siku, hari,"
    " ngày, 日, 天, 일"
)
TIMES: Final = (
    "times, x, mal, fois, veces, vezes, volte, keer, gånger, gange, razy, раза, раз, mara, 回, 次"
)
OFTEN: Final = (
    "once, twice, einmal, zweimal, dreimal, una vez, uma vez, una volta, één keer, en gång"
)
WEEK: Final = (
    "week, weekly, woche, wöchentlich, semaine, hebdomadaire, semana, semanales, semanais,"
    " settimana, settimanali, veckan, vecka, ugen, uken, tygodniu, tydzień, týdně, hafta, haftada,"
    " неделю, тиждень, wiki, juma, minggu, tuần, 週, 周, 每周, 주"
)
REQUIRED: Final = (
    "attendance, richiesta, richiesto, required, mandatory, compulsory, a must, erforderlich,"
    " notwendig, pflicht, obligatoire,"
    " obligatorio, obligatoria, obrigatório, obrigatória, obbligatoria, vereist, verplicht, krävs,"
    " wymagana, wymagane, обязательно, 需, 需要, 必须, 必須"
)
MAYBE: Final = (
    "possible, possibility, possibly, optional, option, options, occasional, occasionally,"
    " sometimes, may, might, möglich, möglichkeit, möglichkeiten, gelegentlich, gelegentliches,"
    " absprache, vereinbarung, possibilité, occasionnel, occasionnellement, ponctuel, posible,"
    " posibilidad, ocasional, ocasionalmente, possível, possibilidade, possibile, possibilità,"
    " mogelijk, mogelijkheid, bespreekbaar, möjligt, möjlighet, möjligheter, mulig, mulighed,"
    " mulighet, możliwość, możliwa, możliwe, okazjonalnie, возможно, возможность, 可能, 相談可,"
    " eligible, ability, monthly, month, quarter, year, monat, mois, mes, mês, mese, maand,"
    " månad, miesiącu, 月"
)
"""A part of a week or "fully" beside them is an answer all the same."""
OTHERS: Final = (
    "if, weeks, wochen, semaines, semanas, workation, stipend, allowance, budget, reimbursement,"
    " setup, experience, experienced, interview,"
    " interviews, onboarding, training, customer, customers, client, clients, user, users,"
    " patient, patients, team, teams, colleague, colleagues, meeting, meetings, event, events,"
    " employees, workers, workforce, environment, support, culture, friendly, first, travel, lunch,"
    " companies, tools, visit, visits, monitoring, control, access, parking, gym, until, holiday,"
    " vacation, services, assistance, company, previously, worked, kunden, kundinnen, beim kunden,"
    " erfahrung, zuschuss, einarbeitung, schulung, vorstellungsgespräch, wartung, tagen der,"
    " équipe, équipes, clientèle, expérience, entretien, formation, cliente, clientes,"
    " experiencia, equipo, equipos, soporte, atención, entrevista, formación, experiência,"
    " equipe, equipes, suporte, treinamento, clienti, esperienza, assistenza, colloquio,"
    " klanten, klant, ervaring, kunder, kund, erfarenhet, erfaring, klientów, klienta, wsparcie,"
    " doświadczenie, rozmowa, клиентов, опыт, 顧客, 客户, 监控, 監視, システム, 系统, 面接,"
    " 面试, サポート, 研修, 手当, 可能性, 고객, 면접"
)
"""Who or what else may be remote or on site, and what is paid or trained."""
SAID_OF_ALL: Final = (
    "we are a remote company, we're a remote company, as a remote company, we are a remote team,"
    " we're a remote team, don't have an office, do not have an office, no physical office,"
    " no physical offices, we have no office, fully distributed team, fully distributed company,"
    " ortsunabhängiges arbeiten, von überall, von jedem ort, desde cualquier lugar,"
    " desde cualquier parte, de qualquer lugar, da qualsiasi luogo, partout en france,"
    " d'où vous voulez, waar je maar wilt, arbeite von wo du willst, arbeiten wo du willst"
)
"""What employers say of all their jobs."""
NAMES: Final = (
    "care home, care homes, care home based, nursing home, nursing homes, residential home,"
    " children's home, funeral home, home care, home health, home visits, homes, take home,"
    " head office, back office, front office, post office, box office, home office stipend,"
    " ms office, microsoft office, office 365, office manager, office management,"
    " office administrator, office assistant, office hours, office supplies, office furniture,"
    " front-office, back-office, middle office, office dog, doctor's office, dental office,"
    " remote sensing, remote monitoring, remote access, remote control, remote sites, remote site,"
    " remote areas, remote area, remote island, remote islands, remote communities,"
    " remote community, remote locations, remote location, remote desktop, remote support,"
    " remote patient, remote patients, remote learning, remote pilot, remote-controlled,"
    " remote teams, remote team, remote customers, remote users, remote offices, remote office,"
    " remote villages, remote employees, remote workers, remote workforce, remote diagnostics,"
    " remote servers, remote systems, remote maintenance, hybrid cloud, hybrid electric,"
    " hybrid vehicle, hybrid vehicles, hybrid car, hybrid cars, hybrid systems, hybrid app,"
    " hybrid apps, hybrid infrastructure, hybrid teams, hybrid team, hybrid environments,"
    " hybrid environment, no problem, not only, not just, nicht nur, zu hause fühlen,"
    " suivi à distance, maintenance à distance, vente à distance, ventas a distancia,"
    " educación a distancia, formación a distancia, ensino a distância, educação a distância,"
    " prise en main à distance, monitoreo remoto, acceso remoto, acesso remoto, accesso remoto,"
    " soporte remoto, suporte remoto, atención remota, assistenza da remoto, controllo remoto,"
    " control remoto, equipos remotos, thuiszorg, zdalne wsparcie,"
    " full stack, full-stack, vollzeit, リモートセンシング, リモートアクセス, リモートデスクトップ,"
    " リモートコントロール, リモート監視, 远程监控, 远程支持, 远程控制, 远程医疗, 远程教育,"
    " ハイブリッド車, ハイブリッドクラウド, 混合云, 원격 지원, 원격 진료"
)
"""What only has one of the other words in its name."""
