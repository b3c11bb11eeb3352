"""What countries are called, and which of them a text is about."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from samples import seed

from assistant.countries.gazetteer import code_of, english_names, names
from assistant.countries.names import countries_in, unified
from assistant.reading import read_bytes
from assistant.reading.countries import about, mentions


def named(text: str, language: str = "en") -> list[str]:
    return [country for country, _, _ in mentions(text, language)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Japan", "JPN"),
        ("the Netherlands", "NLD"),
        ("jp", "JPN"),
        ("JPN", "JPN"),
        ("日本", "JPN"),
        ("جاپان", "JPN"),
        ("Japanese", "JPN"),
        ("Republic of Korea", "KOR"),
        ("DPRK", "PRK"),
        ("Türkiye", "TUR"),
        ("Scotland", "GBR"),
        ("Hong Kong", "HKG"),
        ("Soviet Union", "SUN"),
        ("East Germany", "DDR"),
        ("Kosovo", "XKX"),
        ("European Union", None),
        ("Narnia", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_name_in_any_language_its_people_and_its_codes(name: str, code: str | None) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize(
    "names_of_one",
    [
        "Palestine, the State of Palestine, the Palestinians, the Palestinian Authority",
        "the Holy See, the Vatican",
        "Timor-Leste, East Timor, the Timorese",
        "Eswatini, Swaziland",
        "the Democratic Republic of the Congo, the DRC, Zaire",
        "the Soviet Union, the USSR, the Soviets",
        "Bosnia, Bosnia and Herzegovina, the Bosnians",
        "St. Lucia, Saint Lucia, the Saint Lucians",
        "the Solomon Islands, Solomon Islanders",
        "South Sudan, the South Sudanese",
        "Sri Lanka, Ceylon",
        "Papua New Guinea, PNG",
    ],
)
def test_where_sentences_are_compared_a_country_s_names_are_one_and_no_other_s(names_of_one: str) -> None:
    found = {tuple(countries_in(unified(f"A visit to {name} ended."))) for name in names_of_one.split(", ")}
    assert len(found) == 1
    ((word,),) = found
    others = "Israel, Italy, Indonesia, Guinea, Sudan, Serbia, India, Russia, Africa, Jersey, China, Samoa, the Union"
    assert word not in countries_in(unified(f"A visit to {others} ended."))


def test_a_country_of_several_words_is_not_a_part_of_its_name() -> None:
    for name in ("American Samoa", "Guinea-Bissau", "Papua New Guinea", "the African Union", "the Cook Islands"):
        (word,) = countries_in(unified(f"A visit to {name} ended."))
        assert word not in {"samoa", "guinea", "africa", "union", "unitedstates", "jersey"}
    assert countries_in(unified("The Trade Union met the Union Minister of New England.")) == []


def test_each_code_has_an_english_name_that_leads_back_to_it() -> None:
    assert english_names()["JPN"] == "Japan"
    assert {code: code_of(name) for code, name in english_names().items()} == {code: code for code in english_names()}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("South Koreans met North Korean and Korean envoys of the Republic of Korea.", ["KOR", "PRK", "KOR", "KOR"]),
        ("It cost US$5 million, or US $5m, or 9 Canadian dollars, not 3 Swiss francs.", []),
        ("The U.S. and US officials told us.", ["USA", "USA"]),
        ("GIVE US THE U.S. REPORT", ["USA"]),
        ("Michael Jordan and Chad Smith wrote to King Abdullah of Jordan.", ["JOR"]),
        ("from Atlanta, Georgia; in Armenia, Georgia and Azerbaijan", ["ARM", "GEO", "AZE"]),
        ("Niger, Nigeria and the Niger Delta; a Nigerien and a Nigerian", ["NER", "NGA", "NER", "NGA"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea, New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Congo-Kinshasa, the Republic of the Congo, Congolese", ["COD", "COG"]),
        ("Dominica is not the Dominican Republic", ["DMA", "DOM"]),
        ("Indian Ocean, South China Sea, Gulf of Oman, Sea of Japan, Latin American, the Uruguay Round", []),
        ("Northern Ireland, Ireland, Scotland and Wales", ["GBR", "IRL", "GBR", "GBR"]),
        ("Hong Kong and Chinese Taipei, not the European Union", ["HKG", "TWN"]),
        ("turkey with chili; a woman in Romania's Omaha; Malians", ["ROU", "MLI"]),
        ("Bosnia and Herzegovina, Trinidad & Tobago, St. Lucia, Cote d'Ivoire", ["BIH", "TTO", "LCA", "CIV"]),
        ("JAPAN, THE UNITED\nSTATES", ["JPN", "USA"]),
    ],
)
def test_mentions_in_english_are_told_from_what_looks_like_them(text: str, countries: list[str]) -> None:
    assert named(text) == countries


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("ja", "日本と米国、インドネシア、インド洋、マリア、ソマリア、韓国", ["JPN", "USA", "IDN", "SOM", "KOR"]),
        ("zh", "中国和日本、印度洋、印度尼西亚、美國、刚果（金）", ["CHN", "JPN", "IDN", "USA", "COD"]),
        ("ar", "الوزير الياباني في باكستان والولايات المتحدة وللصين", ["JPN", "PAK", "USA", "CHN"]),
        ("ur", "جاپانی سفیر نے پاکستان میں امریکہ کا، متحدہ عرب امارات", ["JPN", "PAK", "USA", "ARE"]),
        ("ru", "делегация Японии, Пакистана, Австрии и Австралии в США", ["JPN", "PAK", "AUT", "AUS", "USA"]),
        ("fr", "Le Japon, les États-Unis et la Corée du Sud. Réunion du comité.", ["JPN", "USA", "KOR"]),
        ("de", "Japans Minister in Südkorea, Österreichs Botschafter", ["JPN", "KOR", "AUT"]),
        ("hi", "जापान और भारतीय मंत्री, पाकिस्तान", ["JPN", "IND", "PAK"]),
        ("es", "El Japón y Corea del Norte; Perú, EE.UU.", ["JPN", "PRK", "PER", "USA"]),
        ("ur", "The Ambassador of Japan نے پاکستان کا دورہ کیا اور پاکستان میں رہے", ["PAK", "PAK", "JPN"]),
    ],
)
def test_mentions_are_found_in_the_document_s_own_language(language: str, text: str, countries: list[str]) -> None:
    assert named(text, language) == countries


def test_every_language_of_cldr_has_names() -> None:
    assert all(len(names(language)) > 150 for language in ("sw", "ta", "si", "th", "ko", "fa", "tr", "vi", "no", "sr"))
    assert names("xx") == {}
    assert about("Japan signed.", "", "und") == ("JPN",)


def test_a_document_is_about_the_countries_it_keeps_naming_not_about_each_passing_mention() -> None:
    text = "Japan and Pakistan signed. " * 6 + "An observer from Norway attended. Japan was pleased."
    assert about(text, "", "en") == ("JPN", "PAK")


def test_the_title_and_the_opening_weigh_more() -> None:
    later = "Nothing more was said. " * 20 + "France, France and Spain watched."
    assert about(f"Chile signed with Peru. {later}", "Chile and Peru", "en")[:2] == ("CHL", "PER")


def test_one_s_own_country_does_not_drive_out_the_other_party() -> None:
    assert about("Sri Lanka " * 30 + "Japan and Japan. Fiji.", "", "en") == ("LKA", "JPN")


def test_all_parties_of_an_agreement_of_many_are_kept() -> None:
    assert len(about("Chile, Peru, Mexico, Colombia and Ecuador agreed.", "", "en")) == 5


def test_a_text_that_names_no_country_is_about_none() -> None:
    assert about("The committee met.", "", "en") == ()


def test_a_document_that_is_read_knows_its_countries() -> None:
    assert set(seed().countries) == {"PAK", "JPN"}
    assert read_bytes("日本とチリは協定に署名した。日本の外務大臣が述べた。".encode(), "a.txt").countries == (
        "JPN",
        "CHL",
    )


def test_a_long_text_takes_no_longer_than_its_sample() -> None:
    page = "The Ambassador of Japan to Pakistan spoke about growth. Work goes on in the ministry. " * 58
    about(page, "", "en")

    def least(text: str) -> float:
        started = []
        for _ in range(5):
            before = time.perf_counter()
            about(text, "", "en")
            started.append(time.perf_counter() - before)
        return min(started)

    assert least(page * 400) < 100 * least(page)


def test_importing_it_loads_no_tables() -> None:
    tables = ("babel", "countryinfo")
    code = f"import sys, assistant.reading.countries; print([name for name in {tables} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"  # noqa: S603 - our own
