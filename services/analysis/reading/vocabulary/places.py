"""Places: states, countries, large cities, and words like "remote"."""

from __future__ import annotations

from services.analysis.reading.vocabulary.listing import phrases, words

# Two-letter codes that follow a city ("Austin, TX"; "Toronto, ON"; "Sydney, NSW").
REGION_CODES: frozenset[str] = words(
    """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY
NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ST AB BC MB NB NL NS ON PE QC SK YT
NT NU NSW VIC QLD TAS ACT UK US USA U.S.A U.K UAE EUA EEUU CDMX SP RJ MG RS PR BA DF MX BR DE FR
ES IT CH AT NL BE IE PT PL SE NO DK FI JP CN KR SG HK AU NZ IN ZA U.S MEX ARG COL GER GBR
"""
)

COUNTRIES: frozenset[str] = phrases(
    """
afghanistan|albania|algeria|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh
belarus|belgium|bolivia|bosnia|brazil|bulgaria|cambodia|cameroon|canada|chile|china|colombia
costa rica|croatia|cuba|cyprus|czech republic|czechia|denmark|dominican republic|ecuador|egypt
el salvador|estonia|ethiopia|finland|france|georgia|germany|ghana|great britain|greece|guatemala
honduras|hong kong|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan
jordan|kazakhstan|kenya|korea|south korea|s.korea|s. korea|kuwait|latvia|lebanon|lithuania
luxembourg|malaysia|malta|mexico|moldova|morocco|nepal|netherlands|the netherlands|new zealand
nicaragua|nigeria|norway|oman|pakistan|panama|paraguay|peru|philippines|poland|portugal
puerto rico|qatar|romania|russia|rwanda|saudi arabia|scotland|senegal|serbia|singapore|slovakia
slovenia|south africa|spain|sri lanka|sudan|sweden|switzerland|syria|taiwan|tanzania|thailand
tunisia|turkey|turkiye|uganda|ukraine|united arab emirates|united kingdom|england|wales
northern ireland|united states|united states of america|uruguay|uzbekistan|venezuela|vietnam
zambia|zimbabwe|europe|uk|usa|u.s.a.|u.s.|u.k.|u.s.a|uae|eu|alemania|belgica|brasil|canada
dinamarca|egipto|espana|estados unidos|eua|ee.uu.|eeuu|filipinas|finlandia|francia|grecia
inglaterra|irlanda|italia|japon|marruecos|noruega|paises bajos|polonia|reino unido|rusia|suecia
suiza|turquia|republica dominicana|allemagne|autriche|belgique|bresil|chine|espagne|etats-unis
grece|irlande|italie|japon|luxembourg|maroc|mexique|norvege|pays-bas|pologne|royaume-uni|russie
suede|suisse|tunisie|turquie|algerie|belgien|brasilien|deutschland|danemark|england|frankreich
griechenland|grossbritannien|irland|italien|niederlande|norwegen|osterreich|polen|russland
schweden|schweiz|spanien|turkei|vereinigte staaten|vereinigtes konigreich|tschechien|ungarn
alemanha|espanha|franca|reino unido|suica|paises baixos|angola|mocambique|holanda|belgio|francia
germania|giappone|grecia|inghilterra|irlanda|paesi bassi|regno unito|spagna|stati uniti|svizzera
cina|brasile
россия|россииская федерация|казахстан|қазақстан|украина|украіна|беларусь|белоруссия|узбекистан
кыргызстан|киргизия|таджикистан|туркменистан|азербаиджан|армения|грузия|молдова|молдавия|эстония
латвия|литва|германия|польша|израиль|сербия|србија|болгария|българия|турция|рф|сша
"""
)

REGIONS: frozenset[str] = phrases(
    """
alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho
illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota
mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york
north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina
south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming
d.c.|ontario|quebec|british columbia|alberta|manitoba|saskatchewan|nova scotia|new south wales
victoria|queensland|western australia|karnataka|maharashtra|tamil nadu|telangana|kerala|gujarat
delhi|west bengal|uttar pradesh|haryana|punjab|rajasthan|bavaria|bayern|hessen|hesse|sachsen
saxony|nordrhein-westfalen|baden-wurttemberg|niedersachsen|brandenburg|thuringen|cataluna
catalunya|andalucia|galicia|pais vasco|castilla y leon|comunidad de madrid|ile-de-france|bretagne
occitanie|lombardia|lazio|toscana|piemonte|veneto|sicilia|edo de mexico|edo. de mexico
estado de mexico|jalisco|nuevo leon|puebla|sao paulo|rio de janeiro|minas gerais|parana
rio grande do sul|cdmx|bay area|greater london|lancashire|yorkshire|kent|essex
"""
)

CITIES: frozenset[str] = phrases(
    """
amsterdam|antwerp|athens|atlanta|auckland|austin|baltimore|bangalore|bengaluru|bangkok|barcelona
basel|beijing|beirut|belfast|belgrade|berlin|bern|bilbao|birmingham|bogota|bologna|bonn|bordeaux
boston|brasilia|bratislava|bremen|brisbane|bristol|brooklyn|brussels|bruxelles|bucharest|budapest
buenos aires|cairo|calgary|cambridge|cape town|caracas|cardiff|charlotte|chennai|chicago
cincinnati|cleveland|cologne|columbus|copenhagen|cupertino|curitiba|dallas|delhi|denver|detroit
dhaka|dortmund|dresden|dubai|dublin|dusseldorf|edinburgh|eindhoven|essen|firenze|florence
frankfurt|frankfurt am main|geneva|geneve|genova|gent|ghent|glasgow|gothenburg|graz|grenoble
guadalajara|hamburg|hannover|hanoi|havana|heidelberg|helsinki|ho chi minh city|hong kong|houston
hyderabad|indianapolis|istanbul|jakarta|jerusalem|johannesburg|karachi|karlsruhe|kansas city|kiev
kyiv|koln|krakow|kuala lumpur|kyoto|lagos|lahore|las vegas|lausanne|leeds|leipzig|leon|lille|lima
linz|lisboa|lisbon|liverpool|ljubljana|london|los angeles|luxembourg|lyon|madrid|malaga
manchester|manila|mannheim|marseille|medellin|melbourne|menlo park|mexico city|ciudad de mexico
miami|milan|milano|minneapolis|monterrey|montevideo|montpellier|montreal|moscow|mountain view
mumbai|munich|munchen|munster|nairobi|nantes|naples|napoli|nashville|new delhi|new york
new york city|nyc|nice|nurnberg|oakland|orlando|osaka|oslo|ottawa|oxford|padova|palermo|palo alto
paris|perth|philadelphia|phoenix|pittsburgh|portland|porto|porto alegre|potsdam|prag|prague|praha
pune|quito|raleigh|recife|reims|rennes|rio de janeiro|roma|rome|rotterdam|sacramento
salt lake city|salvador|salzburg|san antonio|san diego|san francisco|san jose|san mateo|santiago
santiago de chile|sao paulo|seattle|seoul|sevilla|shanghai|shenzhen|singapore|sofia|st. louis
stockholm|strasbourg|stuttgart|sunnyvale|sydney|taipei|tampa|tel aviv|the hague|tokyo|torino
toronto|toulouse|tucson|turin|utrecht|valencia|vancouver|venezia|verona|vienna|vilnius|warsaw
warszawa|washington|washington dc|washington d.c.|wien|wroclaw|zagreb|zaragoza|zurich|redmond
boise|springfield|santa clara|princeton|bellevue
bradford|sheffield|nottingham|leicester|coventry|southampton|plymouth|swansea|aberdeen|dundee
newcastle upon tyne|wolverhampton|cork|limerick|galway|waterford|almaty|astana|tashkent|bishkek
tbilisi|yerevan|baku|minsk|saint petersburg|st. petersburg|riga|tallinn|gdansk|poznan|lodz|brno
skopje|sarajevo|thessaloniki|casablanca|tunis|algiers|accra|kampala|addis ababa|dar es salaam
abuja|ibadan|pretoria|durban|riyadh|jeddah|doha|abu dhabi|muscat|amman|kathmandu|colombo
islamabad|rawalpindi|faisalabad|kolkata|ahmedabad|jaipur|noida|gurgaon|gurugram|kochi|coimbatore
indore|surat|quezon city|cebu|penang|surabaya|guangzhou|hangzhou|chengdu|nanjing|busan|nagoya
yokohama|adelaide|canberra|edmonton|winnipeg|anchorage|albuquerque|omaha|tulsa|fresno|milwaukee
memphis|louisville|el paso|fort worth|long beach|guayaquil|cali|barranquilla|cordoba|fortaleza
belo horizonte|granada|alicante|murcia|malmo|aarhus|bergen|trondheim|tampere|antwerpen|liege
bruges|duisburg|bochum|wuppertal|bielefeld|aachen|kiel|lubeck|rostock|freiburg|augsburg|innsbruck
st. gallen|winterthur|luzern|lucerne|bari|catania|trieste|trento|pisa|siena|coimbra|braga|aveiro
faro
москва|санкт-петербург|новосибирск|екатеринбург|казань|нижнии новгород|челябинск|самара|омск
ростов-на-дону|уфа|красноярск|воронеж|пермь|волгоград|краснодар|саратов|тюмень|томск|иркутск
калининград|киев|киів|харьков|харків|одесса|одеса|днепр|дніпро|львов|львів|минск|мінск|алматы
алма-ата|астана|шымкент|караганда|ташкент|самарканд|бишкек|душанбе|баку|ереван|тбилиси|кишинев
рига|вильнюс|таллин|белград|београд|софия|варна|пловдив|варшава|берлин|прага
"""
)

REMOTE: frozenset[str] = phrases(
    """
remote|hybrid|on-site|onsite|worldwide|anywhere|remoto|teletrabajo|a distancia|hibrido
teletravail|a distance|homeoffice|home office|telelavoro|da remoto|work from home|wfh
fully remote|remote work
"""
)
