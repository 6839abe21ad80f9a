"""``coprod scenarios``: the scenarios that come with coprod."""

from __future__ import annotations

from coprod.interfaces.cli.options import InLanguage
from coprod.text.glossary import pick, preferred_language, translate


def scenarios(lang: InLanguage = None) -> None:
    """List the scenarios; the help text stands in the glossary."""
    from rich.console import Console
    from rich.table import Table

    from coprod.parameters import load_scenario, scenario_names

    language = lang or preferred_language()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(translate("scenarios.name", language), no_wrap=True)
    table.add_column(translate("scenarios.about", language), overflow="fold")  # Chinese has no spaces to break at
    table.add_column(translate("scenarios.differences", language), justify="right")
    for name in scenario_names():
        case = load_scenario(name)
        about = f"[bold]{pick(language, case, 'title')}[/]\n{pick(language, case, 'about')}\n"
        table.add_row(name, about, str(len(case.parameters.differences()) + len(case.parameters.events)))
    Console().print(table)
    print("\n" + translate("scenarios.next", language))
