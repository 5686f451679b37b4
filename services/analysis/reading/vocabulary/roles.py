"""Words of job titles, which are known by their head noun ("Reliability *Engineer*, Payments")."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import phrases, words

# Head nouns of titles; most decide alone that a phrase is a title.
TITLE_WORDS: frozenset[str] = words(
    """
accountant actor actress actuary adjunct administrator advisor adviser advocate agent aide
ambassador analyst anchor animator apprentice arborist architect archivist artist assembler
assistant associate attendant attorney auditor author baker banker barista bartender bookkeeper
boss broker builder buyer captain caregiver caretaker carpenter cashier ceo cfo chair chairman
chairperson chairwoman chancellor chef chemist chief choreographer cio ciso clerk cleaner
clinician cmo coach cofounder collector columnist commander commissioner composer concierge
conductor consultant contractor contributor controller cook coo coordinator copywriter counsel
counselor counsellor cpo creator cto curator custodian dba dean demonstrator dentist deputy
designer developer devops dietitian director dispatcher docent doctor draftsman driver economist
editor educator electrician employee engineer entrepreneur epidemiologist esthetician estimator
evangelist examiner executive expert fabricator facilitator farmer fellow firefighter foreman
founder freelancer fundraiser gardener generalist geologist governor grader graphic guard guide
hairdresser handyman head helper host hostess housekeeper hygienist illustrator influencer
inspector installer instructor intern internship interpreter interviewer inventor investigator
janitor journalist journeyman judge laborer labourer lawyer lead leader lecturer legislator
librarian lieutenant lifeguard linguist liaison machinist maid maintainer maker manager marketer
mason mathematician mechanic mediator medic member mentor merchandiser messenger microbiologist
midwife moderator musician nanny nurse officer operator optometrist orderly organizer organiser
owner painter paralegal paramedic partner pastor pathologist performer pharmacist photographer
physician physicist physiotherapist pianist pilot planner plumber porter postdoc postdoctoral
practitioner preacher president presenter principal processor procurator producer professor
programmer promoter proofreader prosecutor provost psychiatrist psychologist publicist
radiographer radiologist realtor receptionist recruiter rep reporter representative researcher
reviewer roofer sailor salesman salesperson saleswoman scholar scientist scribe sculptor
secretary sergeant server setter sergeant singer sociologist soldier soloist specialist sommelier
statistician steward stewardess stocker strategist stylist superintendent supervisor surgeon
surveyor tailor teacher technician technologist teller tester therapist toolmaker trader trainee
trainer translator treasurer tutor typist umpire underwriter undergraduate usher valet vet
veterinarian videographer violinist vocalist volunteer vp waiter waitress warden webmaster welder
worker writer cashier dancer runner picker packer loader fielder busser sysadmin sre swe sdet
coder hacker modeler drafter appraiser adjuster assessor biller scheduler phlebotomist
sonographer dietician hr qa ic artisan brewer butcher florist fisherman janitress jeweler
locksmith miner nutritionist paperhanger seamstress tiler servicer hero ninja guru wizard barback
bouncer swimmer athlete referee consul diplomat minister priest chaplain rabbi imam monk
missionary cadet corporal private major colonel general admiral marshal sheriff detective
constable policeman policewoman bailiff notary registrar bursar rector proctor invigilator
copyeditor storyteller gamemaster scrummaster scrum po pm

abogado abogada administrador administradora administrativo administrativa agente albanil
analista animador arquitecto arquitecta asesor asesora asistente auditor auditora auxiliar
ayudante becario becaria biologo biologa cajero cajera camarero camarera catedratico chofer
cientifico cientifica cocinero cocinera colaborador colaboradora comercial conductor conductora
conserje consultor consultora contable contador contadora coordinador coordinadora dependiente
dependienta desarrollador desarrolladora director directora disenador disenadora docente
doctorando economista editor editora ejecutivo ejecutiva electricista encargado encargada
enfermero enfermera especialista estudiante farmaceutico fisioterapeuta formador formadora
fotografo fundador fundadora gerente gestor gestora ingeniero ingeniera instructor instructora
interino investigador investigadora jefe jefa licenciado maestro maestra mecanico medico medica
monitor monitora mozo obrero oficial operador operadora operario operaria pasante peon periodista
practicante presidente presidenta profesor profesora programador programadora promotor promotora
psicologo psicologa recepcionista redactor redactora repartidor repartidora representante
responsable secretario secretaria soldador soporte subdirector supervisor supervisora tecnico
tecnica teleoperador teleoperadora tesorero titular traductor traductora tutor tutora vendedor
vendedora vicepresidente vigilante voluntario voluntaria

acheteur acheteuse adjoint adjointe agent aide animateur animatrice apprenti apprentie architecte
assistant assistante auditeur avocat avocate benevole caissier caissiere charge chargee chauffeur
chef cheffe chercheur chercheuse commercial commerciale comptable concepteur conceptrice
conducteur conseiller conseillere consultant consultante controleur coordinateur coordinatrice
cuisinier cuisiniere delegue developpeur developpeuse directeur directrice doctorant doctorante
ecrivain educateur educatrice electricien employe employee enseignant enseignante entrepreneur
equipier equipiere fondateur fondatrice formateur formatrice gerant gerante gestionnaire
graphiste hotesse infirmier infirmiere informaticien ingenieur ingenieure inspecteur instituteur
jardinier journaliste juriste livreur manutentionnaire mecanicien medecin moniteur monitrice
negociateur operateur operatrice ouvrier ouvriere pharmacien preparateur preparatrice president
presidente producteur professeur professeure programmeur receptionniste redacteur redactrice
responsable secretaire serveur serveuse stagiaire technicien technicienne traducteur traductrice
tuteur vendeur vendeuse veterinaire volontaire alternant alternante

abteilungsleiter aushilfe auszubildende auszubildender azubi bauleiter berater beraterin betreuer
betreuerin buchhalter buchhalterin chefarzt dozent dozentin einkaufer entwickler entwicklerin
erzieher erzieherin fachinformatiker fachkraft fahrer forscher fuhrer geschaftsfuhrer
geschaftsfuhrerin gesellschafter grunder grunderin gruppenleiter hilfskraft informatiker
informatikerin ingenieur ingenieurin jurist kassierer kauffrau kaufmann kellner kellnerin koch
kochin koordinator krankenpfleger krankenschwester lagerist lehrer lehrerin lehrling leiter
leiterin leitung lektor mechaniker mechatroniker meister mitarbeiter mitarbeiterin monteur
pfleger pflegerin pfleger praktikant praktikantin professorin programmierer projektleiter
projektleiterin promovend redakteur redakteurin referent referentin sachbearbeiter
sachbearbeiterin schlosser schreiner sekretar sekretarin stellvertreter studentin student
techniker technikerin teamleiter teamleiterin tischler tutorin ubersetzer ubersetzerin verkaufer
verkauferin vertreter verwalter volontar vorstand werkstudent werkstudentin wissenschaftler
wissenschaftlerin zerspanungsmechaniker zivildienstleistender architektin

advogado advogada analista aprendiz arquiteto assessor assessora atendente auxiliar bolsista
cientista consultor coordenador coordenadora desenvolvedor desenvolvedora diretor diretora
docente empregado empreendedor enfermeiro enfermeira engenheiro engenheira especialista
estagiario estagiaria fundador gerente gestor jornalista lider medico monitor motorista operador
pesquisador pesquisadora presidente professor professora programador projetista psicologo
psicologa redator recepcionista secretaria socio supervisor tecnico tecnica tradutor vendedor
vendedora voluntario

addetto addetta agente amministratore amministratrice analista apprendista architetto assistente
autista avvocato barista cameriere cameriera capo collaboratore collaboratrice commessa commesso
commercialista consulente contabile coordinatore coordinatrice cuoco cuoca direttore direttrice
dirigente docente dottorando educatore educatrice farmacista fondatore formatore fotografo
geometra giornalista grafico impiegato impiegata infermiere infermiera ingegnere insegnante
istruttore magazziniere medico operaio operaia operatore operatrice presidente professore
professoressa programmatore progettista psicologa psicologo redattore responsabile ricercatore
ricercatrice segretaria segretario sistemista stagista sviluppatore sviluppatrice tecnico
tirocinante traduttore traduttrice venditore venditrice volontario volontaria
"""
)

# Endings that make a word a likely title noun where the word itself is not listed.
TITLE_ENDINGS: tuple[str, ...] = (
    "ologist",
    "ographer",
    "keeper",
    "master",
    "grapher",
    "entwickler",
    "entwicklerin",
    "ingenieur",
    "ingenieurin",
    "berater",
    "beraterin",
    "leiter",
    "leiterin",
    "assistent",
    "assistentin",
    "mitarbeiter",
    "mitarbeiterin",
    "techniker",
    "verkaufer",
    "pfleger",
    "kaufmann",
    "kauffrau",
    "manager",
    "managerin",
    "trainer",
    "lehrer",
    "lehrerin",
    "hilfe",
    "kraft",
    "meister",
    "arzt",
    "arztin",
    "schreiber",
    "redakteur",
    "analyst",
    "spezialist",
    "architekt",
    "designer",
)

# Words that mark seniority or kind and stand beside a title noun; weak evidence alone.
TITLE_MODIFIERS: frozenset[str] = words(
    """
senior sr junior jr lead principal staff chief head vice deputy assistant associate executive
acting interim trainee graduate freelance self-employed independent full-stack fullstack frontend
backend front-end back-end founding co-founder undergraduate visiting adjunct certified
registered licensed part-time seasonal contract volunteer student research teaching leitender
leitende stellvertretende stellvertretender wissenschaftlicher wissenschaftliche studentische
freiberuflicher jefe subjefe auxiliar freiberuflich autonomo independiente
"""
)

# Whole phrases that are titles though no noun in them says so.
TITLE_PHRASES: tuple[str, ...] = (
    "self employed",
    "self-employed",
    "freelance",
    "servicio social",
    "stage",
    "praktikum",
    "ausbildung zum",
    "ausbildung zur",
    "vice president",
    "head of",
    "chief of staff",
    "responsable de",
    "jefe de",
    "charge de",
    "wehrdienst",
    "zivildienst",
    "bundesfreiwilligendienst",
    "freiwilliges soziales jahr",
    "practicas",
)

# Said of a post, neither its title nor its employer.
EMPLOYMENT_TYPES: frozenset[str] = phrases(
    """
full-time|full time|part-time|part time|contract|contractor position|permanent|temporary
internship|freelance|seasonal|apprenticeship|remote|hybrid|on-site|onsite|volunteer position
jornada completa|media jornada|tiempo completo|tiempo parcial|temps plein|temps partiel|cdi|cdd
vollzeit|teilzeit|befristet|unbefristet|tempo integral|meio periodo|tempo pieno
part-time position|full-time position|paid|unpaid|per diem|w2|c2c
"""
)

# What follows a title after a comma and is no employer: "Vice President, Sales".
DEPARTMENTS: frozenset[str] = phrases(
    """
sales|marketing|engineering|product|operations|finance|human resources|hr|legal|platform
infrastructure|backend|frontend|data|analytics|security|research|design|growth|strategy|it
technology|business development|customer success|customer service|supply chain|logistics
procurement|quality|quality assurance|payments|mobile|web|ios|android|machine learning|ai
communications|public relations|partnerships|accounting|administration|learning and development
vertrieb|entwicklung|ventas|desarrollo|ventes|vendite
"""
)
