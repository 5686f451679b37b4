"""Words that make a phrase an organisation: legal forms, and what they call themselves."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import words

# Legal forms: decisive wherever they stand as the last word of a phrase.
LEGAL_FORMS: frozenset[str] = words(
    """
inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg ohg ug se e.v
ev mbh sa s.a sas s.a.s sarl s.a.r.l sl s.l slu s.l.u srl s.r.l spa s.p.a sapi cv s.a.b bv b.v nv
n.v oy ab as a/s aps pty pvt pte pbc ltda ltda. eirl me epp kft zrt doo sro s.r.o spzoo kk gk eg
gbr cie bros sons & partners gug sprl
"""
) - {"&"}

# What organisations call themselves; strong as the last or the first word of a phrase.
ORGANISATION_WORDS: frozenset[str] = words(
    """
academy administration agency airlines airways alliance analytics armed army associates
association authority bakery bank banking bar bistro board brewery brothers bureau cafe capital
care casino center centers centre chamber charity church city clinic club coffee college
commission committee communications community companies conservatory consortium construction
consultancy consulting contractors cooperative council county court cyber dealership deli dental
department design designs diner district division dynamics electric electronics embassy energy
engineering enterprise enterprises entertainment factory farm farms federation finance financial
firm fitness force forces forum foundation freight fund gallery games garage garden gardens
global government grill group gym healthcare health helpdesk high holding holdings home homes
hospice hospital hospitality hostel hotel hotels house industries industry inn institute
institution insurance international investments kindergarten kitchen lab laboratories laboratory
labs law league library logistics lodge mall management manufacturing market marketing markets
mart media medical memorial ministry mission motors municipality museum navy network networks
newspaper ngo nonprofit nursery office opera optics orchestra organization organisation
outfitters parish partners pharmaceuticals pharmacy pizzeria plant police polytechnic pool
practice press prison productions project properties publishing publishers radio railway realty
recruitment rehabilitation research resort resources restaurant restaurants retail robotics salon
school schools securities security seminary service services shelter shop society software solar
solutions spa stores store startup station steel stiftung studio studios supermarket supply
surgery systems tavern tech technologies technology telecom telecommunications theater theatre
tools town transport transportation travel trust union university utilities ventures venture
veterans video village ward warehouse wholesale works workshop ymca ywca zoo robotics freelancing
corps battalion regiment squadron brigade senate parliament congress campaign cooperative ai io
chorale choir ensemble philharmonic symphony

academia agencia asociacion ayuntamiento banco biblioteca camara centro cia clinica colegio
comite compania comunidad confederacion consejo consejeria constructora cooperativa corporacion
despacho empresa escuela estudio fabrica facultad federacion fundacion gobierno grupo hermanos
hospital hotel industrias instituto jardin jefatura laboratorio laboratorios libreria ministerio
municipalidad museo notaria organizacion panaderia parroquia residencia restaurante secretaria
servicios sindicato sistemas sociedad supermercado supermercados taller talleres tecnologia
tecnologias tienda universidad universitat

academie agence association atelier banque bibliotheque boulangerie cabinet chambre clinique
college commune compagnie conseil ecole editions entreprise etablissement etablissements etude
fondation groupe hopital ihk institut laboratoire laboratoires librairie lycee mairie maison
ministere mutuelle pharmacie prefecture rectorat region residence restaurant societe solutions
syndicat universite usine

akademie amt anwaltskanzlei apotheke arztpraxis bäckerei backerei bank behorde betrieb bibliothek
buchhandlung bund bundesamt bundeswehr fachhochschule fakultat firma forschungszentrum gemeinde
genossenschaft gesellschaft gymnasium handelskammer handwerk hochschule industrie institut
jugendamt kanzlei kindergarten kita klinik klinikum konzern krankenhaus kreditinstitut landesamt
landratsamt ministerium praxis rathaus realschule schule seniorenheim sparkasse stadt stadtwerke
steuerberatung technik technologien universitat universitatsklinikum verband verein verlag
versicherung versicherungen volkshochschule volksbank werk werke werkstatt zentrum

agencia associacao banca biblioteca camara centro clinica colegio companhia construtora
cooperativa editora empresa escola escritorio estudio fabrica faculdade fundacao governo grupo
hospital instituto laboratorio loja ministerio municipio prefeitura secretaria sociedade tribunal
universidade

accademia agenzia associazione azienda banca biblioteca centro comune consorzio cooperativa ditta
fabbrica facolta farmacia fondazione gruppo impresa istituto laboratorio liceo ministero negozio
officina ospedale politecnico regione ristorante scuola servizi sistemi societa studio
supermercato tribunale ufficio universita
"""
)

# Schools and universities, for education.
SCHOOL_WORDS: frozenset[str] = words(
    """
university universities college institute school academy polytechnic conservatory seminary
faculty campus bootcamp universidad universidade universita universitat universitaet universite
university. univ uni instituto institut istituto escuela escola ecole scuola schule colegio
college lycee liceo facultad faculdade facolta faculte fakultat hochschule fachhochschule
gymnasium realschule gesamtschule berufsschule hauptschule grundschule berufskolleg oberschule
politecnico politecnica polytechnique academia academie akademie accademia conservatorio
conservatoire iut ihk esade insead mit eth epfl ucla usc nyu unam iteso ipn cnam hec essec escp
iese gatech caltech oxford cambridge harvard stanford princeton yale berkeley sorbonne itesm uned
ucl lse postech kaist tu fh uc cuny suny kth tum rwth iit iim nit bits vit preparatoria
secundaria ies ceip vidyalaya cetys polimi seminario ateneo collegio sena senai senac etec fatec
cegep gcse-school sixth juilliard wharton kellogg haas университет университета институт института
академия академии колледж училище техникум школа гимназия лицеи університет університету інститут
академія коледж
"""
)
