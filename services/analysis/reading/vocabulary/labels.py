"""Labels that stand before a value ("Phone:", "Wohnort:"), and words that introduce one."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import phrases, words

PHONE_LABELS: frozenset[str] = phrases(
    """
phone|tel|telephone|telefon|telefono|mobile|mobil|movil|cell|cellulare|portable|celular|handy
telemovel|whatsapp|call|fon|ph|m|t|p
"""
)

PLACE_LABELS: frozenset[str] = phrases(
    """
location|address|adresse|anschrift|wohnort|wohnhaft in|based in|city|lives in|residence|home
direccion|ubicacion|domicilio|ciudad|localisation|ville|endereco|localizacao|cidade|indirizzo
residenza|luogo
"""
)

NAME_LABELS: frozenset[str] = phrases(
    """
full name|name|candidate|resume of|cv of|curriculum vitae of|nombre|nombre y apellido
nombre y apellidos|nombre completo|nom|nom et prenom|prenom et nom|nome|nome e cognome
nome completo|vor- und nachname|vorname und nachname|name, vorname|vorname, name|lebenslauf von
"""
)

# Labels of the parts of a record, in forms such as the old Europass.
RECORD_LABELS: frozenset[str] = phrases(
    """
company|employer|organization|organisation|position|position held|job title|title|role|location
date|dates|period|client|school|institution|college|university|degree|major|name of employer
occupation|occupation or position held|firma|arbeitgeber|unternehmen|empresa|puesto|cargo|poste
azienda|datore di lavoro|ruolo|entreprise|employeur|institucion|titulo|etablissement|diplome
"""
)

# What a list of skills may begin an item with.
SKILL_LEAD_INS: frozenset[str] = phrases(
    """
proficient in|proficient with|proficiency in|proficiency with|experienced in|experienced with
experience in|experience with|skilled in|skilled with|skilled at|familiar with|familiarity with
knowledge of|knowledge in|knowledgeable in|knowledgeable of|expert in|expertise in|fluent in
competent in|competent with|competence in|well versed in|well-versed in|working knowledge of
strong knowledge of|good knowledge of|basic knowledge of|solid understanding of|understanding of
highly proficient in|very proficient in|learning|conocimientos de|conocimiento de|dominio de
manejo de|experiencia en|connaissance de|connaissances en|connaissances de|maitrise de
maitrise du|maitrise des|kenntnisse in|erfahrung mit|conhecimento em|conhecimentos em
conhecimentos de|dominio de|conoscenza di|and|und|y|et|e
"""
)

STREETS: frozenset[str] = phrases(
    """
street|avenue|ave|road|lane|ln|drive|way|boulevard|blvd|court|square|strasse|weg|platz|allee
calle|avenida|plaza|paseo|carrer|rue|place|chemin|rua|travessa|via|viale|piazza|corso|apt|suite
"""
)

# Words of a sentence, never of a skill.
SENTENCE_WORDS: frozenset[str] = phrases(
    """
i|we|my|was|were|is|are|have|has|had|which|that|who|by|while|including|such as|years of
ability to|able to|responsible for
"""
)

NAME_PARTICLES: frozenset[str] = words(
    """
van von de del della di da do dos das la le el al bin ibn ben ter ten der den zu zur und y e i du
des af av san st mac o d'
"""
)

# Words that no name holds.
NOT_NAMES: frozenset[str] = words(
    """
email e-mail phone tel mobile address linkedin github website portfolio location page
confidential date birth nationality contact references available upon request gender married
single photo citizen us about me hello hi welcome am my the and for with your our this that of to
in on at by invoice report manual chapter table figure abstract introduction
"""
)

# What may follow a full name without a comma, as it is written there but for the dots.
POST_NOMINALS: frozenset[str] = words(
    """
RN LPN BSN MSN DNP APRN CRNA CNA RGN MD DO DDS DMD DVM PharmD RPh PhD PHD EdD DBA JD LLM LLB Esq
ESQ CPA ACCA CFA CMA CFP CISA CISSP PMP PE EIT MBA MSW LCSW LMFT SHRM-CP SPHR PHR
"""
)
