"""Invented names and lives: the same for the same resident, in both languages, and plainly told to be invented."""

from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.lives import life_of, name_of, officer
from coprod.interfaces.dashboard.pages import people
from coprod.interfaces.dashboard.state import State
from coprod.text.glossary import texts
from coprod.town.population import KINDS

LESSON = find_lesson("three-stamps")


def test_lists_are_as_long_in_both_languages_and_repeat_nothing():
    uneven = [key for key, text in texts().items() if key.startswith("life.") and "|" in text["en"]
              and (len(text["en"].split("|")) != len(text["zh"].split("|"))
                   or any(len(set(text[lang].split("|"))) < len(text[lang].split("|")) for lang in ("en", "zh")))]
    assert not uneven
    assert all(f"life.{kind}" in texts() for kind in KINDS)


def test_a_household_shares_a_surname_but_for_whoever_married_into_it():
    family = [name_of(100 + place, 40, place, 10, "en").split()[0] for place in range(4)]
    assert family[0] == family[2] == family[3]
    married = [name_of(9 + h, h, 1, 10, "en").split()[0] != name_of(8 + h, h, 0, 10, "en").split()[0] for h in range(200)]
    assert sum(married) > 180


def test_names_are_many_and_fixed():
    names = [name_of(row, row // 3, row % 3, 10, "zh") for row in range(2000)]
    assert len(set(names)) > 900 and names == [name_of(row, row // 3, row % 3, 10, "zh") for row in range(2000)]
    assert names != [name_of(row, row // 3, row % 3, 11, "zh") for row in range(2000)]


def test_lives_fit_age_and_occupation():
    assert life_of(3, 7, "ordinary", 1, "en") in texts()["life.child"]["en"]
    assert life_of(3, 80, "ordinary", 1, "en") in texts()["life.old"]["en"]
    assert life_of(3, 40, "rider", 1, "zh") in texts()["life.rider"]["zh"]
    assert "{" not in officer("committee", 2, 1, "zh") + officer("street", 0, 1, "en") + officer("firm", 5, 1, "en")


def test_everybody_on_the_page_has_a_name_a_life_and_family_of_that_name():
    pair = tuple(LIBRARY.get(LESSON.parameters(side), LESSON.seed, 9) for side in "ab")
    household = pair[0].model.town.residents.household
    for lang in ("en", "zh"):
        for person, letter, number in (("7", "", 7), ("c1", "c", 1), ("s0", "s", 0), ("f3", "f", 3)):
            card = people.card(letter, number, State(lesson=LESSON.name, guess=-1, revealed=True, lang=lang, person=person), pair)
            assert card["life"] and (lang == "zh") != card["life"].isascii()
            assert all(tie["name"] for tie in card["ties"])
    for row in (0, 1, 7, 500, len(household) - 1):
        place = row - int((household == household[row]).nonzero()[0][0])
        assert people._called(row, pair[0], "en") == name_of(row, int(household[row]), place, LESSON.seed, "en")
