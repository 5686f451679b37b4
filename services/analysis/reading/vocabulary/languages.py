"""Names of human languages, and words for how well someone speaks one."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import words

LANGUAGES: frozenset[str] = words(
    """
english spanish french german italian portuguese dutch swedish norwegian danish finnish icelandic
polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian serbian croatian
slovene slovenian bosnian albanian macedonian lithuanian latvian estonian irish welsh catalan
basque galician arabic hebrew persian farsi urdu hindi bengali punjabi gujarati marathi tamil
telugu kannada malayalam sinhala nepali chinese mandarin cantonese japanese korean vietnamese
thai indonesian malay tagalog filipino swahili amharic yoruba hausa igbo zulu afrikaans latin
esperanto armenian georgian azerbaijani kazakh uzbek mongolian khmer lao burmese somali kurdish
pashto luxembourgish maltese belarusian espanol castellano ingles frances aleman italiano
portugues ruso chino japones coreano arabe holandes neerlandes catala gallego euskera valenciano
polaco rumano sueco griego turco mandarin hebreo hindi nahuatl quechua guarani francais anglais
allemand espagnol italien portugais russe chinois japonais coreen arabe neerlandais polonais
suedois turc grec roumain catalan hebreu neerlandaise deutsch englisch franzosisch spanisch
italienisch portugiesisch russisch chinesisch japanisch koreanisch arabisch niederlandisch
polnisch schwedisch danisch norwegisch finnisch turkisch griechisch tschechisch ungarisch
rumanisch latein kroatisch serbisch ukrainisch persisch ingles espanhol frances alemao italiano
russo chines japones coreano arabe holandes mandarim portugues inglese spagnolo francese tedesco
portoghese russo cinese giapponese coreano arabo olandese polacco rumeno greco latino
"""
)

LEVELS: frozenset[str] = words(
    """
native fluent proficient proficiency professional advanced intermediate upper-intermediate basic
beginner elementary conversational bilingual working limited full mother tongue first second
excellent good very knowledge level spoken written nativo nativa fluido fluida avanzado avanzada
intermedio intermedia basico basica bilingue materna lengua nivel alto medio bajo profesional
conversacional hablado escrito maternelle langue courant courante couramment avance intermediaire
notions debutant scolaire professionnel niveau lu ecrit parle muttersprache muttersprachlich
fliessend fliebend verhandlungssicher gut sehr grundkenntnisse fortgeschritten schulkenntnisse
konversationssicher anfanger niveau sprache wort schrift fluente avancado intermediario nativo
lingua materna basico madrelingua fluente ottimo buono scolastico avanzato base livello
intermedio a1 a2 b1 b2 c1 c2 toefl ielts jlpt toeic hsk dele delf dalf n1 n2 n3 n4 n5
"""
)

# Levels that say how well only with a word beside them: "professional *proficiency*".
LEVEL_NOUNS: frozenset[str] = words(
    """
proficiency knowledge level nivel niveau livello lengua langue lingua sprache tongue
"""
)
