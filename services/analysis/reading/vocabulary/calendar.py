"""Months, seasons and the words for "until now"."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import phrases, words

# One month a paragraph.
_MONTHS = """
january jan januar janner enero ene janvier janv gennaio gen janeiro januari styczen stycznia sty
ocak oca

february feb februar febrero febr fevrier fevr fev febbraio fevereiro februari luty lutego lut
subat sub

march mar marz maerz mrz marzo mars marco maart mrt marzec marca marc mart

april apr abril abr avril avr aprile kwiecien kwietnia kwi nisan nis

may mai mayo maggio mag maio mei maj maja mayis

june jun juni junio juin giugno giu junho czerwiec czerwca cze haziran haz

july jul juli julio juillet juil luglio lug julho lipiec lipca lip temmuz tem

august aug agosto ago aout agustus augustus aou agu sierpien sierpnia sie agustos

september sept sep septiembre setiembre septembre settembre set setembro szept wrzesien wrzesnia
wrz eylul eyl

october oct oktober okt octubre octobre ottobre ott outubro out pazdziernik pazdziernika paz ekim
eki

november nov noviembre novembre novembro listopad listopada lis kasim kas

december dec dezember dez diciembre dic decembre dicembre dezembro des grudzien grudnia gru
aralik ara
"""

# Folded name or abbreviation → 1…12.
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(_MONTHS.strip().split("\n\n"), 1)
    for name in names.split()
}

SEASONS: frozenset[str] = words(
    """
spring summer fall autumn winter primavera verano otono invierno printemps ete automne hiver
fruhling fruhjahr sommer herbst verao outono inverno estate autunno michaelmas hilary trinity
sose wise ws ss
"""
)

# Folded; longest first when matched.
PRESENT: tuple[str, ...] = (
    "present day",
    "present",
    "presente",
    "presently",
    "currently",
    "current",
    "today",
    "now",
    "ongoing",
    "on-going",
    "to date",
    "date",
    "till date",
    "until now",
    "hasta la fecha",
    "a la fecha",
    "la fecha",
    "fecha",
    "la actualidad",
    "actualidad",
    "actualmente",
    "actual",
    "ahora",
    "hoy",
    "en curso",
    "aujourd'hui",
    "aujourd’hui",
    "ce jour",
    "maintenant",
    "actuellement",
    "actuel",
    "en cours",
    "heute",
    "gegenwartig",
    "derzeit",
    "bis dato",
    "aktuell",
    "jetzt",
    "laufend",
    "gegenwart",
    "andauernd",
    "dato",
    "atualmente",
    "atualidade",
    "atual",
    "hoje",
    "o momento",
    "ate o momento",
    "oggi",
    "attuale",
    "attualmente",
    "in corso",
    "ad oggi",
    "heden",
    "nu",
    "nuvarande",
    "pagaende",
    "nuvaerende",
    "navaerende",
    "i dag",
    "teraz",
    "do teraz",
    "gunumuz",
    "halen",
    "jelenleg",
    "sekarang",
    "obecnie",
    "至今",
    "现在",
    "目前",
    "今",
)

# "since" words: one date after them begins a range that has not ended.
SINCE: tuple[str, ...] = ("since", "seit", "depuis", "desde", "dal", "dall'", "a partir de", "ab")

# What may stand before a date as part of it.
LEAD_INS: frozenset[str] = phrases(
    """
from|since|seit|seit dem|ab|depuis|desde|dal|dall'|de|du|von|vom|da|del|expected
expected graduation|anticipated|graduated|grad|graduation|graduating|class of|completed|issued
obtained|in|voraussichtlich|abschluss|a partir de|date|dates|period|estimated
"""
)
