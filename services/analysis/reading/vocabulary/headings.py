"""Section headings: whole phrases that name one, and the nouns that decide a longer phrase."""

from __future__ import annotations

from typing import Literal

from services.analysis.reading.vocabulary.listing import phrases

SectionKind = Literal[
    "contact",
    "summary",
    "experience",
    "activities",
    "education",
    "skills",
    "projects",
    "certifications",
    "languages",
    "links",
    "courses",
    "other",
]

# Sections whose heading is known but whose content feeds no field of the profile.
_OTHER = """
hobby's|interesses|zainteresowania|intressen|interesser|referenties|referencje|referenser
referanser|referanslar|achievements|key achievements|accomplishments|key accomplishments
highlights|career highlights|selected highlights|awards|honors|honours|honors & awards
awards & honors|honors and awards|awards and honors|selected honors|prizes|scholarships
fellowships|grants|recognition|patents|publications|selected publications|papers|journal articles
conference papers|presentations|talks|invited talks|conferences|speaking|press|media
research interests|interests|personal interests|hobbies|hobbies & interests|interests & hobbies
interests and hobbies|hobbies and interests|references|referees|memberships
professional memberships|affiliations|professional affiliations|strengths|key strengths
focus areas|philosophy|quotes|my time|a day of my life|military|additional information|additional
additional details|miscellaneous|misc|other|other information|personal details
personal information|personal data|declaration|availability|passions|most proud of
life philosophy|favorite quote|exhibitions|performances|repertoire|thesis|dissertation
standardized tests|test scores|portfolio highlights|service|professional service|reviewing
teaching interests|community|domestic awards|international awards|logros|premios|reconocimientos
otras distinciones|distinciones|becas|publicaciones|ponencias|congresos|intereses|aficiones
pasatiempos|hobbies e intereses|referencias|datos personales|informacion personal
informacion adicional|otros datos|otros|otros datos de interes|fortalezas|patentes|membresias
centres d interet|centres d'interet|centre d interet|loisirs|interets|passions|distinctions|prix
recompenses|publications|references|divers|informations complementaires|informations personnelles
etat civil|atouts|qualites|brevets|interessen|hobbys|interessen und hobbys|hobbys und interessen
auszeichnungen|preise|stipendien|publikationen|veroffentlichungen|vortrage|referenzen|sonstiges
personliche daten|personliche angaben|angaben zur person|zur person|mitgliedschaften|starken
patente|wehrdienst|zivildienst|premios|premios e distincoes|reconhecimentos|publicacoes
interesses|passatempos|referencias|dados pessoais|informacoes pessoais|informacoes adicionais
informacoes complementares|outras informacoes|conquistas|patentes|pontos fortes|premi
riconoscimenti|pubblicazioni|interessi|hobby|passioni|referenze|dati personali
informazioni personali|ulteriori informazioni|altre informazioni|altro|traguardi|brevetti
trattamento dati personali|punti di forza
"""

_PHRASES: dict[SectionKind, str] = {
    "contact": """
contact|contacts|contact me|contact information|contact info|contact details|get in touch|find me
reach me|address|contacto|datos de contacto|informacion de contacto|contactos|coordonnees
contactez moi|kontakt|kontaktdaten|anschrift|contato|contatos|dados de contato
informacoes de contato|contatti|recapiti|contatto
""",
    "summary": """
profiel|over mij|podsumowanie|o mnie|profil zawodowy|sammanfattning|om mig|sammendrag|om meg|ozet
hakkimda|summary|professional summary|executive summary|career summary|personal summary
summary of qualifications|profile summary|qualifications summary|profile|professional profile
personal profile|career profile|about|about me|objective|career objective|professional objective
job objective|personal statement|bio|biography|overview|professional overview|introduction
who am i|headline|statement|mission|resume summary|career overview|executive profile|resumen
resumen profesional|perfil|perfil profesional|perfil personal|sobre mi|acerca de mi|objetivo
objetivo profesional|extracto|presentacion|quien soy|profil|profil professionnel|profil personnel
a propos|a propos de moi|resume professionnel|objectif|objectif professionnel|qui suis je
presentation|accroche|zusammenfassung|kurzprofil|berufsprofil|uber mich|ueber mich|profil
berufsziel|karriereziel|personliches profil|kurzvorstellung|resumo|resumo profissional
perfil profissional|sobre|sobre mim|objetivo profissional|resumo de qualificacoes|sintesi|profilo
profilo professionale|profilo personale|chi sono|su di me|obiettivo|obiettivo professionale
sommario|riepilogo
""",
    "experience": """
werkervaring|ervaring|doswiadczenie|doswiadczenie zawodowe|arbetslivserfarenhet|erfarenhet
yrkeserfaring|arbeidserfaring|erhvervserfaring|erfaring|is deneyimi|deneyim|pengalaman kerja
experience|work experience|professional experience|employment|employment history|work history
career history|experiences|employment experience|relevant experience|related experience
industry experience|research experience|teaching experience|research|clinical experience
volunteer experience|volunteering|volunteer work|volunteer|volunteering experience
community service|internships|internship|internship experience|internships & experience|positions
positions held|professional background|professional history|work|job history|jobs|career
career experience|leadership experience|freelance|freelance work|freelance experience
consulting experience|military experience|military service|military history|additional experience
other experience|previous experience|earlier experience|selected experience|key experience
academic experience|academic appointments|appointments|teaching|professional employment
employment record|work and experience|experience highlights|practical experience|field experience
practicum|apprenticeships|traineeship|roles|current role|experiencia|experiencia profesional
experiencia laboral|experiencia de trabajo|historial laboral|trayectoria profesional|trayectoria
experiencias|empleo|voluntariado|practicas|practicas profesionales|experiencia docente|docencia
servicio social|experiencia academica|experiencia en investigacion|experience professionnelle
experiences professionnelles|experiences|parcours professionnel|parcours|emploi|emplois|stages
stage|benevolat|experience de travail|carriere|engagement associatif|berufserfahrung
berufserfahrungen|berufspraxis|beruflicher werdegang|berufliche laufbahn|berufliche erfahrung
berufliche erfahrungen|arbeitserfahrung|erfahrung|erfahrungen|werdegang|praktika|praktikum
ehrenamt|ehrenamtliche tatigkeit|ehrenamtliches engagement|tatigkeiten|berufliche tatigkeit
berufliche stationen|nebentatigkeiten|anstellungen|praktische erfahrung|praktische erfahrungen
experiencia profissional|experiencias profissionais|historico profissional|estagios|estagio
trabalho voluntario|percurso profissional|atuacao profissional|esperienza
esperienza professionale|esperienze professionali|esperienza lavorativa|esperienze lavorative
esperienze|carriera|occupazione|tirocini|tirocinio|volontariato|esperienze di lavoro
percorso professionale
""",
    "activities": """
activities|extracurricular activities|extra-curricular activities|extracurriculars
extracurricular|leadership|involvement|campus involvement|on campus involvement
community involvement|leadership & activities|leadership and activities|activities and leadership
activities & leadership|student activities|organizations|student organizations|clubs
leadership and involvement|extracurricular experience|professional activities|outreach
campus activities|actividades|actividades extracurriculares|liderazgo|activites
activites extra professionnelles|activites extrascolaires|vie associative|engagement|aktivitaten
ausserschulische aktivitaten|atividades|atividades extracurriculares|lideranca|attivita
attivita extracurricolari
""",
    "education": """
opleiding|opleidingen|wyksztalcenie|edukacja|utbildning|utdanning|uddannelse|egitim
egitim bilgileri|pendidikan|education|education and training|education & training
academic background|educational background|academic qualifications|educational qualifications
academic history|education background|academics|studies|qualifications|academic education
academic profile|education and qualifications|degrees|schooling|training|education history
formal education|education details|academic credentials|academic training|academic record
educacion|formacion|formacion academica|estudios|educacion y formacion|formacion complementaria
historial academico|antecedentes academicos|titulos|estudios realizados|preparacion academica
formacion profesional|formation|formations|etudes|diplomes|formation academique
parcours academique|parcours scolaire|education et formation|formations et diplomes
diplomes et formations|formation et diplomes|cursus|cursus scolaire|scolarite|ausbildung|bildung
bildungsweg|schulbildung|studium|akademischer werdegang|ausbildung und studium
studium und ausbildung|hochschulausbildung|schulische ausbildung|akademische ausbildung
aus- und weiterbildung|bildungsgang|schule|berufsausbildung|schulausbildung|akademische laufbahn
educacao|formacao|formacao academica|escolaridade|estudos|habilitacoes academicas
formacao profissional|formacao escolar|educacao e formacao|habilitacoes literarias|istruzione
formazione|istruzione e formazione|formazione accademica|titoli di studio|studi|percorso di studi
formazione e istruzione|percorso formativo|educazione
""",
    "skills": """
vaardigheden|umiejetnosci|kompetenser|fardigheter|ferdigheter|kompetanse|kompetencer|yetenekler
beceriler|keahlian|skills|technical skills|key skills|core skills|top skills|professional skills
hard skills|soft skills|computer skills|it skills|relevant skills|other skills|additional skills
personal skills|transferable skills|skills summary|skill set|skillset|skills & tools
skills and tools|skills & technologies|skills and technologies|skills & abilities
skills and abilities|skills & expertise|skills and expertise|skills & competencies
skills and competencies|skills & interests|skills and interests|skills & languages
skills and languages|languages & skills|competencies|core competencies|key competencies
competences|technical competencies|technical expertise|areas of expertise|area of expertise
expertise|technologies|technology|technical proficiencies|proficiencies|computer proficiency
tools|tools & technologies|tools and technologies|tech stack|technical stack|technical knowledge
technical profile|technical summary|programming|programming skills|programming languages|software
software skills|specialties|specializations|capabilities|core strengths|digital skills
digital competences|strengths & skills|skills highlights|highlighted skills
qualifications and skills|skills and qualifications|abilities|knowledge|toolbox|key expertise
habilidades|competencias|aptitudes|conocimientos|habilidades tecnicas|conocimientos tecnicos
conocimientos informaticos|conocimientos en computacion|informatica|destrezas|capacidades
habilidades y competencias|competencias tecnicas|tecnologias|habilidades blandas
competencias digitales|herramientas|habilidades profesionales|idiomas y habilidades
aptitudes y habilidades|competences|competences techniques|competences cles
competences informatiques|competences professionnelles|savoir faire|savoir-faire|savoir etre
savoir-etre|outils|outils informatiques|informatique|logiciels
competences linguistiques et informatiques|atouts et competences|domaines de competences
technologies|langages|kenntnisse|fahigkeiten|kompetenzen|fachkenntnisse|edv kenntnisse
edv-kenntnisse|it kenntnisse|it-kenntnisse|edv|qualifikationen|technische kenntnisse
technische fahigkeiten|kenntnisse und fahigkeiten|fahigkeiten und kenntnisse|besondere kenntnisse
weitere kenntnisse|schwerpunkte|software kenntnisse|programmierkenntnisse|programmiersprachen
soft skills|kernkompetenzen|sonstige kenntnisse|computerkenntnisse|fachliche kompetenzen
persoenliche fahigkeiten|personliche fahigkeiten|habilidades e competencias|competencias tecnicas
conhecimentos|conhecimentos tecnicos|conhecimentos em informatica|ferramentas|aptidoes
competencias digitais|habilidades tecnicas|qualificacoes|principais competencias|competenze
competenze tecniche|competenze informatiche|capacita|abilita|conoscenze|conoscenze informatiche
competenze digitali|capacita e competenze|competenze professionali|strumenti|tecnologie
competenze personali|capacita tecniche|abilita e competenze
""",
    "projects": """
projecten|projekty|projekt|prosjekter|projekter|projeler|proyek|projects|personal projects
side projects|academic projects|selected projects|key projects|notable projects|relevant projects
open source|open source projects|open-source projects|open source contributions
project experience|portfolio|project work|technical projects|university projects|class projects
course projects|research projects|professional projects|project highlights|proyectos
proyectos personales|proyectos destacados|proyectos academicos|portafolio|projets
projets personnels|projets academiques|realisations|projekte|eigene projekte|private projekte
projekterfahrung|projektliste|ausgewahlte projekte|projetos|projetos pessoais|projetos academicos
portfolio|progetti|progetti personali|progetti accademici
""",
    "certifications": """
certificaten|certyfikaty|certifikat|sertifikater|sertifikalar|kurs|kursy|certifications
certification|certificates|certificate|licenses|licences|licenses & certifications
licenses and certifications|certifications and licenses|certifications & licenses
professional certifications|certificates & training|accreditations|training and certifications
training & certifications|certifications and training|certifications & training|credentials
professional development|certifications & courses|courses & certifications
courses and certifications|professional training|professional qualifications|licensure
certificates and courses|technical certifications|training and certificates|certificaciones
certificados|certificados y cursos|cursos y certificaciones|certificaciones y cursos|diplomados
licencias|acreditaciones|certifications et formations|certificats|habilitations|zertifikate
zertifizierungen|weiterbildung|weiterbildungen|fortbildung|fortbildungen
zertifikate und weiterbildungen|weiterbildung und zertifikate|lehrgange|certificacoes
certificados|cursos e certificacoes|certificacoes e cursos|licencas e certificados|certificazioni
certificati|corsi e certificazioni|abilitazioni|certificazioni e corsi|attestati
""",
    "languages": """
talen|jezyki|jezyki obce|sprak|sprog|yabanci dil|yabanci diller|bahasa|languages|language skills
language|foreign languages|language proficiency|spoken languages|languages spoken
linguistic skills|idiomas|lenguas|conocimiento de idiomas|langues|langues etrangeres
competences linguistiques|langues parlees|sprachen|sprachkenntnisse|fremdsprachen
sprachkompetenzen|linguas|idiomas e linguas|lingue|lingue straniere|conoscenze linguistiche
competenze linguistiche|lingue conosciute
""",
    "links": """
links|profiles|social|social media|online|online profiles|web|social links|online presence
websites|enlaces|liens|reseaux sociaux|redes sociais|redes sociales
""",
    "courses": """
courses|coursework|relevant coursework|relevant courses|selected coursework|cursos
cursos academicos relevantes|cursos relevantes|cours|kurse|corsi|key courses|graduate coursework
undergraduate coursework|online courses|cursos complementares|cursos complementarios
""",
    "other": _OTHER,
}


# Folded phrase → kind; the later kind wins where a phrase is listed twice.
PHRASES: dict[str, SectionKind] = {
    phrase.replace("&", "and"): kind
    for kind, block in _PHRASES.items()
    for phrase in phrases(block)
}

# The noun that decides what a longer heading is about ("Computer Engineering Experience").
# Headings in English and German end in it; those of Romance languages begin with it.
_NOUNS: dict[SectionKind, str] = {
    "experience": """
experience experiences employment internships volunteering experiencia experiencias esperienza
esperienze berufserfahrung erfahrung werdegang praktika
""",
    "education": """
education qualifications educacion formacion formation ausbildung educacao formacao istruzione
formazione bildung studium
""",
    "skills": """
skills competencies competences competencias habilidades aptitudes kenntnisse fahigkeiten
kompetenzen competenze proficiencies expertise technologies tools conocimientos conhecimentos
conoscenze skillset
""",
    "projects": """
projects proyectos projets projekte projetos progetti
""",
    "certifications": """
certifications certificates licenses certificaciones zertifikate certificacoes certificazioni
""",
    "languages": """
languages idiomas langues sprachen sprachkenntnisse lingue
""",
    "summary": """
summary profile objective perfil profil profilo resumen
""",
    "activities": """
activities involvement leadership extracurriculars actividades activites aktivitaten atividades
""",
    "courses": """
coursework courses cursos
""",
    "other": """
awards honors honours publications interests hobbies references achievements accomplishments
memberships affiliations patents talks presentations premios publicaciones intereses referencias
publikationen interessen auszeichnungen premi pubblicazioni interessi interets distinctions
""",
    "contact": """
contact kontakt contacto contato contatti
""",
}
NOUNS: dict[str, SectionKind] = {
    noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()
}
