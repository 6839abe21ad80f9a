"""A plan and its limits in words."""

from __future__ import annotations

from collections.abc import Sequence

from coprod.interfaces.dashboard.director.plan import Item, Plan, director_year
from coprod.interfaces.dashboard.levers import short, value_words
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import Language, translate, unit_in


def level_words(item: Item, level: int, lang: Language) -> str:
    """Return what a level of an item is: its own words, or the value of its first lever with the unit."""
    if item.words:
        return item.words[level][lang]
    return value_words(declarations_by_key()[item.shown], item.set[item.shown][level], lang)


def choice_words(item: Item, level: int, lang: Language) -> str:
    """Return what a level is called beside the others, which share the unit."""
    return item.words[level][lang] if item.words else short(float(item.set[item.shown][level]))


def unit_words(item: Item, lang: Language) -> str:
    """Return the unit of the levels of an item; nothing if they have words."""
    return "" if item.words else unit_in(lang, declarations_by_key()[item.shown].unit)


def plan_words(plan: Plan, lang: Language) -> str:
    """Say what a plan changes of the year as it always was."""
    year = director_year()
    moved = [translate("director.moved", lang, item=item.label[lang], value=level_words(item, level, lang))
             for item, level in zip(year.items, plan, strict=True) if level != item.start]
    return translate("director.comma", lang).join(moved) or translate("director.as_always", lang)


def year_words(plans: Sequence[Plan], lang: Language) -> str:
    """Say what the plans of a year change, quarter by quarter; once if they are all alike."""
    if len(set(plans)) == 1:
        return plan_words(plans[0], lang)
    said = [translate("director.in_quarter", lang, n=n + 1, plan=plan_words(plan, lang)) for n, plan in enumerate(plans)]
    return translate("director.semicolon", lang).join(said)


def over_words(plan: Plan, lang: Language) -> str:
    """Say that a plan takes more than there is, and by how much; nothing if it does not."""
    year = director_year()
    takes = year.over(plan)
    if takes is None:
        return ""
    return translate("director.over", lang, hours=f"{takes.hours:.1f}", most_hours=f"{year.hours:.0f}",
                     yuan=f"{takes.yuan:,.0f}", most_yuan=f"{year.yuan:,.0f}")
