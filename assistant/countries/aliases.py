"""Names of countries that neither CLDR nor countryinfo knows, and names that look like a country's and are none.

Keys are ISO 3166 codes of three letters unless it says otherwise.
"""

from __future__ import annotations

# ISO 3166-3 has codes of four letters for states of the past; these are the three that they had before.
PAST_NAMES = {
    "SUN": "Soviet Union",
    "YUG": "Yugoslavia",
    "CSK": "Czechoslovakia",
    "DDR": "East Germany",
    "SCG": "Serbia and Montenegro",
}

ENGLISH = {
    "ARE": ["UAE", "U.A.E.", "Emirates"],
    "BIH": ["Bosnia", "Herzegovina"],
    "BLR": ["Byelorussia"],
    "BOL": ["Plurinational State of Bolivia"],
    "BRN": ["Brunei Darussalam", "Negara Brunei Darussalam"],
    "CHN": ["People’s Republic of China", "People's Republic of China", "P.R. China", "PRC", "Mainland China"],
    "CIV": ["Ivory Coast", "Cote d'Ivoire", "Cote d’Ivoire"],
    "COD": [
        "Democratic Republic of the Congo",
        "Democratic Republic of Congo",
        "DR Congo",
        "DRC",
        "D.R. Congo",
        "Zaire",
        "Congo-Kinshasa",
    ],
    "COG": ["Republic of the Congo", "Republic of Congo", "Congo-Brazzaville"],
    "CPV": ["Cabo Verde"],
    "CSK": ["Czechoslovakia", "Czechoslovak"],
    "CUW": ["Curacao"],
    "CZE": ["Czech Republic"],
    "DDR": ["East Germany", "German Democratic Republic", "GDR", "East German"],
    "DEU": ["West Germany", "Federal Republic of Germany", "West German"],
    "FSM": ["Federated States of Micronesia"],
    "GBR": [
        "UK",
        "U.K.",
        "Britain",
        "Great Britain",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "United Kingdom of Great Britain and Northern Ireland",
    ],
    "GMB": ["The Gambia"],
    "IRL": ["Republic of Ireland", "Eire"],
    "IRN": ["Islamic Republic of Iran"],
    "KGZ": ["Kyrgyz Republic", "Kirghizia"],
    "KHM": ["Kampuchea"],
    "KOR": ["Republic of Korea", "ROK", "Korea", "S. Korea"],
    "LAO": ["Lao People's Democratic Republic", "Lao PDR", "Lao People’s Democratic Republic"],
    "LKA": ["Ceylon"],
    "MAC": ["Macau", "Macao"],
    "MKD": ["Former Yugoslav Republic of Macedonia", "Macedonia", "FYROM"],
    "MMR": ["Burma"],
    "NLD": ["Holland", "The Netherlands"],
    "PAK": ["Islamic Republic of Pakistan"],
    "PNG": ["PNG"],
    "PRK": ["Democratic People's Republic of Korea", "Democratic People’s Republic of Korea", "DPRK", "N. Korea"],
    "PSE": ["Palestine", "Palestinian Authority", "West Bank", "Gaza Strip", "Gaza"],
    "REU": ["La Réunion"],
    "RUS": ["Russian Federation"],
    "SAU": ["KSA", "Saudi"],
    "SCG": ["Serbia and Montenegro"],
    "STP": ["Sao Tome and Principe", "Sao Tome"],
    "SUN": ["Soviet Union", "USSR", "U.S.S.R.", "Union of Soviet Socialist Republics", "Soviet", "Soviets"],
    "SWZ": ["Swaziland"],
    "SYR": ["Syrian Arab Republic"],
    "TLS": ["East Timor", "Timor Leste"],
    "TTO": ["Trinidad"],
    "TUR": ["Turkey", "Turkiye"],
    "TWN": ["Chinese Taipei", "Republic of China", "Separate Customs Territory of Taiwan", "Formosa"],
    "TZA": ["Tanganyika", "Zanzibar"],
    "USA": ["United States of America", "USA", "US", "U.S.", "U.S.A.", "America"],
    "VAT": ["Holy See", "Vatican"],
    "VCT": ["St. Vincent and the Grenadines", "Saint Vincent and the Grenadines", "Saint Vincent"],
    "VNM": ["Viet Nam"],
    "YUG": ["Yugoslavia", "Yugoslav", "Yugoslavs"],
    "ZWE": ["Southern Rhodesia"],
}

# Names that hold a country's and are none of it.
NONE = """
    New England|New Mexico|New Jersey|New Guinea|New Britain|New Ireland|New Georgia|South Georgia|Jersey City
    South America|North America|Central America|Latin America|Bank of America|American Express|American Airlines
    North American|South American|Central American|Latin American|Latin Americans|Inter American|Pan American
    Native American|Native Americans|African American|African Americans|American Indian|American Indians
    Korean Peninsula|Korean War|Vietnam War|Niger Delta|Jordan Valley|Congo Basin|Guinea fowl|Panama hat
    Paris Club|Paris Agreement|Paris Convention|Berne Convention|Vienna Convention|Rome Statute|Rome Treaty
    Kyoto Protocol|London Club|Doha Round|Doha Development|Uruguay Round|Tokyo Round|Madrid Protocol|Madrid Agreement
    Lisbon Treaty|Warsaw Pact|Stockholm Convention|Washington Consensus|Washington Post|Washington State
    """

# Words beside a name that make it another thing: a sea, a currency.
AFTER = frozenset(
    """
    ocean sea seas peninsula river delta strait straits gulf basin dollar dollars dlr dlrs franc francs rupee rupees
    yen yuan rial rials riyal riyals dinar dinars dirham dirhams peso pesos krone kroner krona kronor lira baht ringgit
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
AFTER_PEOPLE = AFTER | frozenset(["mark", "marks", "pound", "pounds", "won", "rand", "real", "cent", "cents"])
BEFORE_OF = frozenset("gulf sea bay strait straits isthmus".split())  # noqa: SIM905 - likewise
# Names that people bear too, and of those the ones that places elsewhere bear.
ALSO_PEOPLE = frozenset(
    ["jordan", "chad", "georgia", "israel", "kenya", "cuba", "malta", "ireland", "england", "france"]
)
ALSO_PLACES = frozenset(["Georgia"])

PEOPLES = {
    "AFG": ["Afghani"],
    "ARG": ["Argentine", "Argentinian"],
    "AZE": ["Azeri"],
    "BLR": ["Belarussian", "Byelorussian"],
    "CPV": ["Cape Verdean"],
    "DEU": ["West German"],
    "DNK": ["Dane"],
    "ECU": ["Ecuadorian"],
    "ESP": ["Spaniard"],
    "FIN": ["Finn"],
    "FRA": ["Frenchman", "Frenchmen", "French"],
    "GBR": ["Briton", "Scottish", "Welsh", "Northern Irish"],
    "GNB": ["Bissau-Guinean"],
    "HKG": ["Hongkonger", "Hong Konger"],
    "IND": ["Indian"],
    "ISL": ["Icelandic"],
    "KAZ": ["Kazakh"],
    "KGZ": ["Kyrgyz"],
    "KOR": ["Korean"],
    "LAO": ["Lao"],
    "MDV": ["Maldivian"],
    "MMR": ["Myanmarese"],
    "MYS": ["Malay"],
    "NOR": ["Norwegian"],
    "NPL": ["Nepali"],
    "NZL": ["Kiwi"],
    "PHL": ["Philippine"],
    "POL": ["Pole", "Poles"],
    "PSE": ["Palestinian"],
    "SAU": ["Saudi"],
    "SRB": ["Serb"],
    "SVN": ["Slovenian"],
    "SWE": ["Swede"],
    "TJK": ["Tajik"],
    "TTO": ["Tobagonian"],
    "TUR": ["Turk"],
    "USA": ["American"],
    "UZB": ["Uzbek"],
    "CHN": ["Chinese"],
}
# Territories whose people countryinfo calls by the name of another country's.
OTHERS_PEOPLE = frozenset(["HKG", "MAC", "MTQ", "SPM", "REU", "ATF", "MYT", "MNP", "IOT", "SJM", "GUF"])

# Capitals that are names of other things as often, or of two countries' (Jerusalem).
NO_CAPITALS = frozenset(
    [
        "Jerusalem",
        "Kingston",
        "Hamilton",
        "Stanley",
        "Victoria",
        "Georgetown",
        "George Town",
        "Douglas",
        "Plymouth",
        "Malé",
        "Jamestown",
        "Santiago",
        "Nassau",
        "The Valley",
        "Saint John's",
        "St. George's",
        "Valletta",
        "Moroni",
        "Lima",
        "Sucre",
        "San José",
        "San Juan",
        "San Salvador",
        "Wellington",
        "West Island",
        "Bridgetown",
        "Freetown",
        "Gibraltar",
        "Djibouti",
        "Monaco",
        "Luxembourg",
        "Singapore",
        "City of Victoria",
        "Marigot",
        "Saint-Denis",
        "Saint-Pierre",
        "Basse-Terre",
        "Road Town",
        "Castries",
        "Praia",
        "Sofia",
        "Muscat",
        "Alofi",
        "Diego Garcia",
        "Washington D.C.",
        "Brussels",
    ]
)
CAPITALS = {  # by alpha-2 code
    "US": ["Washington"],
    "CN": ["Peking"],
    "IN": ["Delhi"],
    "KZ": ["Astana"],
    "NL": ["The Hague"],
    "UA": ["Kiev"],
    "DE": ["Bonn"],
    "BO": ["La Paz"],
    "TZ": ["Dar es Salaam"],
    "MM": ["Yangon", "Rangoon", "Nay Pyi Taw"],
    "BR": ["Brasilia"],
    "CO": ["Bogota"],
    "IL": ["Tel Aviv"],
    "NG": ["Lagos"],
    "LK": ["Sri Jayewardenepura Kotte"],
}

# By language: what countries are called oftener than what CLDR calls them.
ABROAD = {
    "ar": {"USA": ["أمريكا", "أميركا"], "GBR": ["بريطانيا", "إنجلترا"], "PSE": ["فلسطين"]},
    "bn": {"USA": ["আমেরিকা", "যুক্তরাষ্ট্র"], "GBR": ["ব্রিটেন"]},
    "cs": {"USA": ["USA"], "GBR": ["Velká Británie", "Británie"]},
    "de": {"USA": ["USA", "US", "Amerika"], "GBR": ["Großbritannien", "England"], "PSE": ["Palästina"]},
    "es": {
        "USA": ["EE.UU.", "EE. UU.", "EEUU", "Estados Unidos de América"],
        "GBR": ["Gran Bretaña"],
        "PSE": ["Palestina"],
    },
    "fa": {"USA": ["آمریکا", "امریکا"], "GBR": ["انگلیس"], "PSE": ["فلسطین"]},
    "fr": {"USA": ["USA", "Etats-Unis", "Amérique"], "GBR": ["Grande-Bretagne"], "PSE": ["Palestine"]},
    "hi": {"USA": ["अमेरिका", "अमरीका"], "GBR": ["ब्रिटेन"], "PSE": ["फ़िलिस्तीन", "फिलिस्तीन"]},
    "id": {"USA": ["AS", "Amerika"], "GBR": ["Inggris"], "CHN": ["China", "Cina"]},
    "it": {"USA": ["USA"], "GBR": ["Gran Bretagna"], "PSE": ["Palestina"]},
    "ja": {
        "USA": ["米国", "アメリカ", "米"],
        "GBR": ["英国"],
        "AUS": ["豪州"],
        "CHN": ["中華人民共和国"],
        "HKG": ["香港"],
        "MAC": ["マカオ"],
        "ARE": ["UAE"],
        "KOR": ["大韓民国"],
        "PSE": ["パレスチナ"],
        "MMR": ["ミャンマー"],
    },
    "ko": {
        "KOR": ["한국"],
        "USA": ["아메리카합중국"],
        "PRK": ["조선민주주의인민공화국"],
        "HKG": ["홍콩"],
        "TUR": ["터키"],
    },
    "nl": {"USA": ["VS", "Amerika"], "GBR": ["Groot-Brittannië", "Engeland"]},
    "pl": {"USA": ["USA"], "GBR": ["Brytania"]},
    "pt": {"USA": ["EUA", "Estados Unidos da América"], "GBR": ["Grã-Bretanha"], "PSE": ["Palestina"]},
    "ru": {
        "USA": ["США", "Америка"],
        "GBR": ["Англия"],
        "KOR": ["Южная Корея"],
        "PRK": ["Северная Корея"],
        "SUN": ["СССР"],
        "HKG": ["Гонконг"],
        "RUS": ["РФ"],
        "CHN": ["КНР"],
    },
    "ta": {"GBR": ["பிரிட்டன்"]},
    "tr": {"USA": ["ABD", "Amerika"], "GBR": ["İngiltere"], "PSE": ["Filistin"]},
    "uk": {"USA": ["США"], "GBR": ["Велика Британія"]},
    "ur": {"USA": ["امریکہ", "امریکا"], "GBR": ["برطانیہ"], "PSE": ["فلسطین"], "TUR": ["ترکی"]},
    "vi": {"USA": ["Mỹ"], "GBR": ["Anh"]},
    "zh": {
        "HKG": ["香港"],
        "MAC": ["澳门", "澳門"],
        "ARE": ["阿联酋"],
        "USA": ["美利坚合众国"],
        "CHN": ["中华人民共和国"],
        "PSE": ["巴勒斯坦"],
        "PRK": ["北朝鲜"],
        "GBR": ["大不列颠"],
        "COD": ["刚果民主共和国"],
    },
}
# By language: names that are common words or two countries' there.
COMMON = {
    "ar": ["مالي", "عمان", "قطر", "بنين", "تونس"],
    "fa": ["مالی", "عمان", "پرو"],
    "ur": ["مالی", "پیرو", "عمان"],
    "fr": ["La Réunion", "Réunion"],
    "hr": ["Mali"],
    "sr": ["Мали", "Mali"],
    "bs": ["Mali"],
    "sl": ["Mali"],
    "id": ["Mali", "Oman"],
    "tr": ["Mali", "Peru"],
    "pt": ["Peru"],
    "es": ["Congo"],
    "ca": ["Congo"],
    "zh": ["关岛", "马里", "多哥"],
    "vi": ["Anh"],
    "ja": ["米"],
    "en": ["Congo", "Jersey", "Réunion", "Reunion"],
}
