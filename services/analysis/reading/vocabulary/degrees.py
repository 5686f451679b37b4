"""Degrees and school certificates."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import words

# First words of a degree, folded and without dots ("b.s." → "bs").
DEGREE_ABBREVIATIONS: frozenset[str] = words(
    """
ba bs bsc bse beng be btech bba bcom bed bfa bm bmus bsn bca bas basc barch bpharm llb bs/ms bsba
bsee bscs bsme ma ms msc meng me mtech mba mcom med mfa mm mmus msn mca mas masc march mpharm llm
mph mpa mpp mphil msw mse mres mstat mps phd dphil dba edd md jd dds dvm pharmd psyd scd aa as
aas aba ged hnd hnc btec nvq gcse gcses abitur fachabitur matura bts dut but cap bep deug dea
dess dipl diplom ing lic tsu fp grado vwa staatsexamen magister ccse igcse ib pgce pgdip pgd
postgraduate cpge abi mittlere mgr inz bacc baccalaureat bac hbo wo vwo
"""
)

# Words that begin or make a degree.
DEGREE_WORDS: frozenset[str] = words(
    """
bachelor bachelors bachelor's master masters master's doctor doctorate doctoral associate
associate's associates diploma certificate degree licentiate postdoctoral juris foundation minor
major undergraduate graduate honours baccalaureate a-levels a-level o-levels gcses hsc ssc
licenciatura licenciado licenciada grado maestria master doctorado ingenieria ingeniero ingeniera
tecnico bachillerato bachiller diplomatura diplomado diplomada posgrado postgrado especialidad
especializacion profesorado preparatoria tecnologo tecnica eso carrera pregrado licence maitrise
doctorat baccalaureat bac diplome ingenieur dut bts these brevet certificat mastere magistere
prepa staatsexamen diplom abitur magister promotion fachabitur hochschulreife fachhochschulreife
allgemeine realschulabschluss hauptschulabschluss ausbildung lehre studium abschluss mittlere
bachelorstudium masterstudium bachelorstudiengang masterstudiengang doktor vordiplom habilitation
bacharelado bacharel mestrado mestre doutorado doutoramento graduacao pos-graduacao tecnologo
licenciatura ensino tecnico especializacao mba laurea dottorato maturita diploma magistrale
triennale specialistica perito master licenza qualifica
"""
)

# What must follow a weak first word for it to start a degree ("Associate *degree*", "Major *in*").
WEAK_DEGREE_WORDS: frozenset[str] = words(
    """
associate foundation minor major graduate undergraduate certificate degree me be as ma ba ms bs
bm mm wo ib but cap technician tecnico ingeniero ingenieur ing tecnica promotion lehre these
carrera doctor master studium fp aba ad grado allgemeine mittlere brevet licence ensino qualifica
med bed march mas bas bac bacc licenza perito prepa md abi
"""
)

# Notes that stand in an education record and are neither degree nor school.
EDUCATION_NOTES: tuple[str, ...] = (
    "gpa",
    "cgpa",
    "cum. gpa",
    "overall gpa",
    "major gpa",
    "coursework",
    "relevant course",
    "courses",
    "incoming courses",
    "honors",
    "honours",
    "activities",
    "dean",
    "thesis",
    "minor",
    "advisor",
    "magna cum laude",
    "summa cum laude",
    "cum laude",
    "grade",
    "promedio",
    "nota",
    "mention",
    "note",
    "abschlussnote",
    "schwerpunkt",
    "voto",
    "votazione",
    "percentage",
    "class of",
    "scholarship",
    "awards",
    "graduated with",
    "with distinction",
    "first class",
    "tesis",
    "tesi",
    "memoire",
    "abschlussarbeit",
    "bachelorarbeit",
    "masterarbeit",
    "dissertation",
    "concentration",
    "specialization",
    "specialisation",
)

# Subjects of study, where no degree is named beside them.
FIELD_WORDS: frozenset[str] = words(
    """
accounting administration agronomy anthropology archaeology architecture arts astronomy
biochemistry bioinformatics biology biotechnology business chemistry classics cinematography
communication communications computer computing criminology cybersecurity design drama economics
education electronics engineering english environmental ethics film finance forensics genetics
geography geology history hospitality humanities informatics journalism kinesiology linguistics
literature logistics management marketing mathematics math maths mechatronics media medicine
microbiology music neuroscience nursing nutrition oceanography optometry pedagogy pharmacy
philosophy photography physics physiology politics psychology robotics science sciences sociology
software statistics sustainability theater theatre theology tourism translation zoology
administracion arquitectura biologia ciencias comunicacion computacion contabilidad derecho
diseno economia empresas enfermeria estadistica filologia filosofia finanzas fisica historia
informatica matematicas medicina mercadotecnia pedagogia periodismo psicologia quimica sociologia
turismo telecomunicaciones biologie chimie commerce comptabilite droit economie electronique
gestion histoire informatique lettres mathematiques mecanique medecine philosophie physique
psychologie sociologie bauingenieurwesen betriebswirtschaft betriebswirtschaftslehre bwl chemie
elektrotechnik germanistik geschichte informatik maschinenbau mathematik medizin pharmazie physik
politikwissenschaft psychologie rechtswissenschaft soziologie volkswirtschaft
wirtschaftsinformatik wirtschaftsingenieurwesen administracao biologia comunicacao contabilidade
direito economia engenharia enfermagem estatistica farmacia fisica informatica jornalismo letras
matematica medicina psicologia quimica biologia chimica comunicazione economia fisica
giurisprudenza informatica ingegneria lettere matematica medicina psicologia
"""
)
