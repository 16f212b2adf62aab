"""Words around names: what people are, what leads to a name and what ends it, and the words of
menus that are written like names and are none.

Single words, lower case.
"""

_PARTICLES = """
de du des di la le las los van von der den ten ter da das do dos del della bin al el ibn zu zum y
e af av san st mc
"""
_ROLES = """
reporter editor correspondent writer staff journalist columnist contributor producer blogger
author freelance intern desk bureau anchor photographer founder co-founder professor lecturer expert
historian researcher scientist student critic
korrespondent korrespondentin redakteur redakteurin journalist journalistin volontär volontärin
autor autorin reporterin redaktion redaktionsleiter chefredakteur chefredakteurin ressortleiter
ressortleiterin kolumnist kolumnistin gründer gründerin professorin experte expertin historiker
historikerin sprecher sprecherin anwalt anwältin wissenschaftler wissenschaftlerin ökonom soziologe
journaliste rédacteur rédactrice correspondant correspondante chef envoyé envoyée éditorialiste
redactor redactora periodista corresponsal enviado enviada especial columnista
redattore redattrice giornalista inviato inviata jornalista repórter colunista
redacteur verslaggever verslaggeefster dziennikarz dziennikarka redaktor redaktorka
toimittaja journalista novinář novinářka redaktör muhabir muhabiri yazar корреспондент журналист
обозреватель редактор
politik political politics news lifestyle senior chief sports sport business science health
technology tech world national deputy assistant associate
"""
_HONORIFICS = """
dr prof professor rechtsanwalt rechtsanwältin frau herr mr mrs ms mme sig sra don doña dipl ing
sir dame rev pater pfarrer
"""
_AFTER_NAMES = """
follow folgen suivre seguir published updated posted veröffentlicht publié publicado hace vor
ago min hours minutes in aus from at im für para from depuis il y à em en @
"""
_BEFORE_DATES = """
on am vom um le el il em den op om på dnia dne date posted published veröffentlicht erstellt
publié publicado updated at the der du del la - on: am:
"""
_CHROME = """
the this our your my all more read menu home search share video videos photo photos gallery news
newsletter contact about privacy policy terms sign log login follow print comment comments email
subscribe latest top breaking live copy link page front edition premium feature category
tags topics related article articles story stories main content skip navigation next previous
january february march july september october november december monday
tuesday wednesday thursday friday saturday sunday feb apr jun jul aug sep sept oct nov dec
januar februar märz juni juli oktober dezember montag dienstag mittwoch donnerstag freitag
samstag sonntag über uns kontakt mehr zum zur alle neue suche startseite anhören kürze studio
thema themen artikel beitrag beiträge kommentare teilen drucken impressum lesezeit min minuten
politik wirtschaft kultur panorama sport wissen digital leben reise auto gesellschaft
accueil partager politique économie société culture monde vidéo vidéos actualité
inicio compartir política economía sociedad cultura mundo deportes lotería última últimas
politics business sports opinion world culture science health technology entertainment
united states new york south north east west africa america europe asia city county
university museum institute council union league cup club photo foto image bild getty images
size größe grösse die das ein eine keine im bei und les une un los una and or oder of for to
with mit
"""
# The days, cut short, as they stand beside dates.
_DAYS = """
mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so lun mar mer jeu ven sam dim
lunes martes jueves viernes lundi mardi mercredi jeudi vendredi samedi dimanche dom seg ter qua
qui sex sab mié jue vie sáb gio mer
"""
PARTICLES = frozenset(_PARTICLES.split())
ROLES = frozenset(_ROLES.split())
HONORIFICS = frozenset(_HONORIFICS.split())
AFTER_NAMES = frozenset(_AFTER_NAMES.split())
BEFORE_DATES = frozenset(_BEFORE_DATES.split())
CHROME = frozenset(_CHROME.split())
DAYS = frozenset(_DAYS.split())
