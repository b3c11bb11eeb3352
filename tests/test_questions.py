import pytest

from assistant.errors import QuestionError
from assistant.questions.language import language_asked
from assistant.questions.question import checked, chosen, follows

ALONE = [
    "Is there any agreement on fisheries?",
    "Who owns the park that Pakistan offered to investors?",
    "How did Japan protect its investments in Karachi?",
    "What did the minister say about the steel mill and its land?",
    "Did the ambassador say that he would come back?",
    "How large is the Karachi Industrial Park?",
    "Which countries signed their first treaty in 2019?",
    "Wie groß ist der Industriepark in Karatschi?",
    "駐パキスタン日本大使は何を提案しましたか。",
    "What is the tariff on auto parts?",
    "Wann wird das Abkommen mit Indien in Kraft treten?",
    "Wer leitet die Abteilung für Handel und Zölle im Außenministerium?",
    "Combien de bourses le Pakistan offre-t-il ?",
    "À quels domaines Mme Dupont pourrait-elle les étendre ?",
    "2021年9月に工業大臣は誰を自動車工場に招待しましたか。",
]
FOLLOWING = [
    "And who proposed it?",
    "How big is it?",
    "What is his name?",
    "For which goods?",
    "When?",
    "What did she say?",
    "What became of that?",
    "Did they sign?",
    "Et qui l'a proposé ?",
    "Und wann?",
    "اور کس نے تجویز دی؟",
    "それはいつですか。",
    "Wie viele, und in welchem Zeitraum?",
    "Wann wird dieses Abkommen in Kraft treten?",
    "À quels autres domaines pourrait-on les étendre ?",
    "¿Cuándo la visitará él otra vez?",
    "وہاں کتنے لوگ کام کرتے ہیں؟",
]


@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_names_what_it_speaks_of_stands_alone(question: str) -> None:
    assert not follows(question)


@pytest.mark.parametrize("question", FOLLOWING)
def test_a_question_that_does_not_goes_on_from_the_one_before(question: str) -> None:
    assert follows(question)


def test_half_a_character_becomes_a_question_mark() -> None:
    assert checked("park \ud83d", 100) == "park ?"


@pytest.mark.parametrize("question", ["", " \n", "x" * 101])
def test_an_empty_or_too_long_question_is_refused(question: str) -> None:
    with pytest.raises(QuestionError):
        checked(question, 100)


def test_a_choice_is_taken_apart_into_the_question_and_its_document() -> None:
    assert chosen("Who signed it? (“Japan grants …”, 7 September 2021)") == ("Who signed it?", "Japan grants ")
    assert chosen("Who signed “it”?") == ("Who signed “it”?", "")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who is the Turkish ambassador to Sri Lanka?", "en"),
        ("What did Dissanayake ask of Myanmar?", "en"),
        ("What did Iran promise Cuba in 2019?", "en"),
        ("Combien de bourses le Pakistan offre-t-il ?", "fr"),
        ("2021年9月に工業大臣は誰を自動車工場に招待しましたか。", "ja"),
    ],
)
def test_the_language_of_a_question_is_told_in_spite_of_its_names(question: str, language: str) -> None:
    assert language_asked(question) == language
