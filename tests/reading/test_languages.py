import pytest

from sayso.reading.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said on Monday that the library would close at the end of May.", "en"),
        ("“No,” said Strand.", "en"),
        ("", "en"),
        ("12 34 56", "en"),
        (
            "Le maire a déclaré lundi que la bibliothèque de la rue des Ormes fermerait ses portes"
            " à la fin du mois de mai, après un débat qui a duré jusqu'à minuit.",
            "fr",
        ),
        (
            "Die Bürgermeisterin sagte am Montag, dass die Bücherei in der Ulmenstraße Ende Mai"
            " schließen werde, weil das Gebäude nicht mehr zu heizen sei.",
            "de",
        ),
        ("Мэр заявила в понедельник, что библиотека закроется.", "ru"),
        ("市长星期一表示，图书馆将于五月底关闭。", "zh"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
