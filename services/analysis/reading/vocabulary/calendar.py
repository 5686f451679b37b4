"""Months, seasons and the words for "until now"."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import words

_MONTHS = (
    "january jan januar janner enero ene janvier janv gennaio gen janeiro leden januari",
    "february feb februar febrero febr fevrier fevr fev febbraio fevereiro februari",
    "march mar marz maerz mrz marzo mars marco maart",
    "april apr abril abr avril avr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juni junio juin giugno giu junho",
    "july jul juli julio juillet juil luglio lug julho",
    "august aug agosto ago aout agustus augustus",
    "september sept sep septiembre setiembre septembre settembre set setembro",
    "october oct oktober okt octubre octobre ottobre ott outubro out",
    "november nov noviembre novembre novembro",
    "december dec dezember dez diciembre dic decembre dicembre dezembro",
)

# Folded name or abbreviation → 1…12.
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()
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
    "till date",
    "until now",
    "hasta la fecha",
    "a la fecha",
    "la fecha",
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
    "obecnie",
)

# "since" words: one date after them begins a range that has not ended.
SINCE: tuple[str, ...] = ("since", "seit", "depuis", "desde", "dal", "dall'", "a partir de", "ab")
