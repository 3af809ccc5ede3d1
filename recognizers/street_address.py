"""Street-level part of a postal address, with flat, suite or unit; post office boxes.

UPU S42 (address components), USPS Publication 28.

English-speaking countries put the number first and end in a kind word; Germanic languages put the number last;
Romance languages begin with the kind word. Addresses are rendered with their place, so there is no ``fake`` here.
"""

from __future__ import annotations

from textsynth.recognizer import PatternRecognizer

_UNIT = (
    r"(?:,?\ (?:(?i:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|lot|trlr|spc|space|level"
    r"|lvl|dept|shop|ph|penthouse|no)\.?\ \#?\ ?[A-Za-z0-9]{1,5}(?:-[A-Za-z0-9]{1,4})?(?!\w)"
    r"|\#\ ?[A-Za-z0-9-]{1,8}|\d{1,3}[A-Z](?=,|\ to\b|$)"
    r"|\d{1,2}(?:st|nd|rd|th)\ (?i:floor|fl\.?))){0,2}"
)
_SUFFIX = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Circle|Cir|Place|Pl|Square"
    r"|Sq|Terrace|Ter|Terr|Trail|Trl|Parkway|Pkwy|Highway|Hwy|Way|Close|Crescent|Cres|Mews|"
    r"Gardens|Gdns|Grove|Row|Walk|Rise|View|Quay|Parade|Pde|Esplanade|Alley|Aly|Loop|Pike|Turnpike|Tpke|Plaza"
    r"|Plz|Path|Point|Pt|Ridge|Run|Crossing|Xing|Hill|Green|Wharf|Embankment|Promenade|"
    r"Broadway|Expressway|Freeway|Causeway|Bypass|Estate|Park|Cove|Landing|Bend|Vale|Croft|Wynd|Brae|Yard"
    r"|Marg|Nagar|Layout|Jalan|Estates|Fields?|Meadows?|Commons?|Heights|Hts|Chase|Drove|Strand|Cross|Main"
    r"|Mawatha|Sokak|Sok\.?|Sk\.|Caddesi|Cad\.|Lorong|utca|u\.|street|road|avenue|st\.|rd\.|ave\.?|lane|drive)"
)
_SUFFIX_UPPER = (
    r"(?:STREET|ST|AVENUE|AVE|ROAD|RD|BOULEVARD|BLVD|DRIVE|DR|LANE|LN|COURT|CT|CIRCLE|PLACE|PL|TERRACE"
    r"|PARKWAY|PKWY|HIGHWAY|HWY|WAY|CLOSE|CRESCENT|CRES|GARDENS|GROVE|ROW|QUAY|PARADE)"
)
_POINT = r"(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Old|New|Upper|Lower)\.?\ )"
_NUMBER = (
    r"(?:(?!0+\ )(?:(?:Plot|PLOT|Blk|BLK|Block|No\.|Nr\.|Lot|House|Stand|Door\ No\.?|Km)\ )?\d{1,5}"
    r"(?:[A-Za-z]|\ ?½|\ 1/2)?(?:[-–/]\d{1,4}[A-Za-z]?)?)"
)
_WORD = r"(?:\p{Lu}[\w'’.-]{0,24}|\d{1,3}(?:st|nd|rd|th)|(?:of|the|de|la|del|los|las|el|du|van)(?=\ ))"
_BEFORE = r"(?:(?i:flat|apt|apartment|unit|suite|shop|level|house)\.?\ [A-Za-z0-9]{1,5},?\ )?"
_STREET = (
    r"(?<![\w.$€£#/-])(?<!\d[, ])(?!\d+\ (?:Fake|Business|Example|Sample|Test)\ )(?!(?:19|20)\d\d\ "
    rf"(?:[A-Z]\w+\ ){{0,2}}(?:Drive|Run|View|Chase|Cross|Park|Main)\b){_BEFORE}{_NUMBER},?\ {_POINT}?"
    r"(?:(?:The\ )?(?:Broadway|Highway|Hwy|Route|Rte|Avenue|FM|County\ Road|CR|State\ Road|US)\ (?:[A-Z]"
    rf"|\d{{1,4}})\b|(?:{_WORD}\ ){{1,4}}?{_SUFFIX}(?:\ {_SUFFIX})?(?![\w'’&])(?:\ \d{{1,3}}(?=\ \#))?"
    r"(?:\.(?=,|\ [#A-Z]|\ (?:apt|unit)))?(?:\ (?:N|S"
    r"|E|W|NE|NW|SE|SW|North|South|East|West)\b\.?)?|Broadway|The\ (?:Green|Strand|Avenue|Crescent|Mall|Close"
    r"|Square|Quay))"
    rf"{_UNIT}(?!\w)"
)
_CAPITALS = (
    rf"(?<![\w.$#/-])(?<!\d[, ]){_NUMBER}\ (?:[NSEW]{{1,2}}\.?\ )?"
    rf"(?:[\p{{Lu}}0-9][\p{{Lu}}0-9'’.-]{{0,24}}\ ){{1,3}}?{_SUFFIX_UPPER}(?!\w)\.?"
    rf"(?:\ [NSEW]{{1,2}}(?!\w))?{_UNIT}"
)
_LOWER = (
    r"(?<![\w.$€£#/-])(?<!\d[, ])(?i:flat\ \w{1,4},?\ )?\d{1,5}[a-z]?\ (?:[nsew]\ )?(?!(?:minutes?|mins?"
    r"|miles?|meters?|metres?|km|hours?|days?|weeks?|years?|people|cars?|blocks?|more|other|or|and|of|in|on"
    r"|to|lanes?|houses|per|a|the|at|new|main\ roads|main\ streets)\b)"
    r"(?:[a-z][a-z'-]{1,18}\ ){1,2}?(?:street|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|court|crescent"
    r"|terrace|close|st)(?![\w'’])(?!\ (?:test|trip|time|accident|ahead|side))(?:,?\ (?:apt|unit|suite|flat"
    r"|\#)\.?\ ?\w{1,5})?"
)
_GERMANIC = (
    r"(?<![\w-])(?:(?:Alte|Neue|Große|Grosse|Kleine|Lange|Obere|Untere|Hintere|Vordere|Am|An\ der|An\ den|Im"
    r"|In\ der|Auf\ dem|Auf\ der|Zum|Zur|Unter\ den|Sankt|St\.)\ )?"
    r"(?:(?!(?:Arbeits|Park|Stell|Sitz|Steh|Spiel|Studien|Super|Brig|Um|Ren)[a-zé]{0,3}(?:platz|markt|gade"
    r"|weg))\p{Lu}[\wäöüßøåæé.'-]{0,30}"
    r"(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|damm|[bdglmnrst]ufer|chaussee|steig|markt|graben|pfad"
    r"|straat|laan|plein|gracht|dijk|singel|dreef|steeg|"
    r"gata|gaten|veien|vei|vegen|vägen|väg|gatan|vej|gade|plads|torget|torg|allé|alléen|stien|bakken|brygga"
    r"|katu|kuja|polku)"
    r"|(?:\p{Lu}[\wäöüßéèåøæ-]{1,20}[- ]){1,3}(?:Stra(?:ß|ss)e|Str\.?|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer"
    r"|[Vv]ei|[Gg]ate|[Gg]ata|plass|vej|väg))"
    r"\ (?:[Nn]r\.?\ )?\d{1,4}(?:\ ?[a-zA-Z](?![\w.]))?(?:\ ?[-–/]\ ?\d{1,4}[a-z]?(?!\w))?(?:\ ?(?:bus|hs"
    r"|[IVX]{1,3})(?!\w)(?:\ \d{1,3})?)?(?!\w|[.,:]\d|\ ?(?:km|m|%|€|Uhr|Euro|kg|Tage))"
)
_PARTICLES = (
    r"(?:(?:de\ la|de\ l['’]|de\ los|de\ las|del|della|delle|dei|degli|dell['’]|des|du|de|da|do|dos|das|di"
    r"|d['’]|la|le|les|las|los|el|l['’]|aux?|y)(?:\ |(?<=['’])))"
)
_NAME = (
    rf"(?:{_PARTICLES}{{0,2}}(?:\p{{Lu}}[\w'’.-]{{0,24}}|\d{{1,2}}(?=\ (?:de\ )?[A-Za-z])))(?:\ "
    rf"(?:{_PARTICLES}{{0,2}}\p{{Lu}}[\w'’.-]{{1,24}})){{0,3}}(?<![.'’-])"
)
_FRENCH = (
    r"(?<![\w.])\d{1,4}(?:\ ?(?:bis|ter|quater|[A-D]))?,?\ (?i:rue|avenue|av\.|boulevard|bd|blvd|place|pl\."
    rf"|quai|impasse|all[ée]e|chemin|route|cours|passage|square|villa|faubourg|rond-point)\ {_NAME}"
)
_KIND = (
    r"(?:Calle|C/|C\.|Avda\.?|Avenida|Av\.|Plaza|Pza\.?|Paseo|Carrera|Cra\.?|Camino|Ronda|Travesía|Rua|R\."
    r"|Praça|Travessa|Alameda|Largo|Via|Viale|V\.le|Piazza|P\.zza|Corso|Vicolo|Strada|Piazzale|"
    r"Carrer|Passeig|Pasaje|Jirón|Jr\\.|Quinta|Cerrada|Privada|Odos|ul\.|Ul\.|ulica|al\.|Al\.|os\.|pl\."
    r"|Strada|Str\.|Bulevardul|B-dul|bd\.|Jl\.|Jalan|Jln)"
)
_ROMANCE = (
    rf"(?<![\w.]){_KIND}\ ?{_NAME}(?:\ [IVX]{{1,5}}(?!\w))?,?\ (?:n[º°.o]{{1,2}}\ ?|[Nn]r\.?\ |No\.?\ |\#\ ?"
    r"|int\.\ )?\d{1,5}(?:[-/]\d{1,4})?(?:\ ?[a-zA-Z](?!\w))?(?:\ ?-\ ?\d{1,3}(?!\d))?"
    r"(?:,?\ (?:\d{1,2}\.?[ºª°]\ ?(?:[A-Za-z]|Dto|Esq|Izq|Dcha?)?\.?(?!\w)|(?:apto|apt|sala|sl|étage|piso|pta"
    r"|puerta|int"
    r"|scala|bl|ap|m|lok)\.?\ ?\w{1,4}(?!\w))){0,2}(?!\w|[.:]\d)"
)
_BOX = (
    r"(?<![\w-])(?:(?i:p\.?\ ?o\.?\ ?box|post\ office\ box|gpo\ box|po\ bag|private\ bag|postfach|postbus"
    r"|postboks|apartado(?:\ postal)?|casella\ postale|boîte\ postale))\ \#?"
    r"(?P<number>[A-Z]?\d[\d-]{0,11}(?:\ \d{2,4}(?!\d))?)(?![\w]|[.,]\d)"
)

recognizers = (
    PatternRecognizer(
        label="STREET_ADDRESS",
        pattern=_STREET,
        score=0.8,
        examples=(
            "4818 Pecan Hollow Ln, Unit B",
            "«221B Baker Street», London",
            "Flat 2, 19 Pōhutukawa Terrace",
            "«12 Orchard Close», York",
            "at «2/38 Kamo Rd» from",
            "1600 Broadway",
            "350 W 42nd St Apt 5C",
            "«77 N. Main St.», Milwaukee",
            "880 North Shore Drive, Suite 1200",
            "«9 The Green»,",
            "«1450 County Road 12».",
            "100 Main St #4",
        ),
        counterexamples=(
            "2019 Park",
            "Main Street",
            "12 people on Wall",
            "5 minutes down the road",
            "3 Green apples",
            "version 12 Way",
            "$120 Court",
            "10 Downing",
            "2026 Test Drive",
            "open 9 to 5",
        ),
    ),
    PatternRecognizer(
        label="STREET_ADDRESS",
        name="street_address_capitals",
        pattern=_CAPITALS,
        score=0.7,
        examples=(
            "4818 PECAN HOLLOW LN",
            "12 ORCHARD CLOSE",
            "«350 W 42ND ST», NEW YORK",
            "77 MAIN ST APT 4",
            "9 KINGS ROAD",
            "100 OAK AVE",
        ),
        counterexamples=("MAIN STREET", "12 PEOPLE", "ROAD 12", "2 LANES", "5 STREET", "NO 4 WAYS"),
    ),
    PatternRecognizer(
        label="STREET_ADDRESS",
        name="street_address_lower",
        pattern=_LOWER,
        score=0.6,
        examples=(
            "4818 pecan hollow ln",
            "im at «12 orchard close» now",
            "«77 maple street», ok",
            "9 kings road",
            "350 w oak ave",
            "221b baker street",
        ),
        counterexamples=(
            "5 minutes down the road",
            "2 lanes of road",
            "3 cars on the street",
            "12 blocks down the street",
            "1 more road test",
            "5 miles of road",
        ),
    ),
    PatternRecognizer(
        label="STREET_ADDRESS",
        name="street_address_germanic",
        pattern=_GERMANIC,
        score=0.75,
        examples=(
            "Hauptstraße 12",
            "«Lindenstr. 48», 50674 Köln",
            "Storgata 4",
            "Keizersgracht 241",
            "Marktplatz 5",
            "Karl-Marx-Allee 93a",
            "Vestergade 12",
            "Drottninggatan 71 B",
            "Lange Straße 3",
        ),
        counterexamples=("Hauptstraße", "Ring 3", "weg 5", "Abend 12 Uhr", "Delegate 4", "Navigate 12", "Parsing 3"),
    ),
    PatternRecognizer(
        label="STREET_ADDRESS",
        name="street_address_french",
        pattern=_FRENCH,
        score=0.8,
        examples=(
            "12 rue de Rivoli",
            "4 bis, quai aux Fleurs",
            "«8 avenue des Champs-Élysées», Paris",
            "23, boulevard Saint-Michel",
            "5 place de la République",
            "«17 rue Victor Hugo».",
        ),
        counterexamples=(
            "rue de Rivoli",
            "12 rue",
            "place 4",
            "12 route maps",
            "4 passage of time",
            "3 cours de danse",
        ),
    ),
    PatternRecognizer(
        label="STREET_ADDRESS",
        name="street_address_romance",
        pattern=_ROMANCE,
        score=0.8,
        examples=(
            "Calle Mayor 5",
            "«Via Garibaldi, 12»",
            "Avenida de la Constitución 14, 3º B",
            "Rua Augusta, 1508",
            "ul. Fabryczna 11",
            "Carrera Séptima # 71-21",
            "Piazza del Duomo 3",
            "C/ Alcalá 42",
        ),
        counterexamples=("Via email 5", "Calle Mayor", "Plaza 5", "Largo al factotum", "via Garibaldi", "Av. 5"),
    ),
    PatternRecognizer(
        label="STREET_ADDRESS",
        name="street_address_box",
        pattern=_BOX,
        score=0.75,
        examples=(
            "P.O. Box 1234",
            "PO Box 77",
            "Postfach 10 01",
            "«GPO Box 2345», Sydney",
            "p.o. box 9",
            "Private Bag 3026",
            "Postboks 181",
        ),
        counterexamples=("box of 12", "a box 4", "PO 4471", "P.O. Box", "inbox 12", "Xbox 360"),
    ),
)
