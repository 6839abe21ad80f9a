"""Rumour: parameters."""

from coprod.parameters.declare import Group, parameter


class Rumour(Group):
    """Rumour on the ties of a community after a large incident, and official information against it (note:B15)."""

    title_en = "Rumour"
    title_zh = "谣言"

    beta: float = parameter(
        0.25, unit="contacts/hour", bounds=(0, 10), plausible=(0.05, 0.5), mechanism_from="note:B15", mechanisms=("T11",),
        en="Talk of a rumour", zh="谣言传播率",
        tip_en="Contacts an hour that somebody who tells a rumour makes. 0: there are no rumours.",
        tip_zh="传谣者每小时接触的人次。取0则没有谣言。",
    )
    forget: float = parameter(
        0.125, unit="per hour", bounds=(0, 10), plausible=(0.05, 0.5), mechanism_from="note:B15", mechanisms=("T11",),
        en="Losing interest", zh="兴趣消退率",
        tip_en="Rate at which somebody stops telling a rumour. Talk over this is R0, 2 by default.",
        tip_zh="传谣者停止传播的速率。传播率与之相比即基本再生数R0，默认为2。",
    )
    official: float = parameter(
        0.05, unit="per hour", bounds=(0, 1), plausible=(0, 0.5), role="lever", mechanism_from="note:B15", mechanisms=("T11",),
        en="Official information", zh="官方信息发布力度",
        tip_en="Rate at which official information reaches those who tell a rumour, who then stop. 0: silence.",
        tip_zh="官方信息触达传谣者并使其停止传播的速率。取0则官方沉默。",
    )
    official_hours: float = parameter(
        40.0, unit="staff-hours", bounds=(0, 10_000), plausible=(5, 200), mechanisms=("T11",),
        en="Work of official information", zh="官方辟谣工时",
        tip_en="Staff-hours per event that official information at rate 1 takes; in proportion at other rates.",
        tip_zh="力度为1时每起事件发布官方信息所需的工时，其他力度按比例计。",
    )
    stifling: float = parameter(
        0.0, bounds=(0, 1), plausible=(0, 1), mechanism_from="note:B15", mechanisms=("T11",),
        en="Stale news is not told", zh="旧闻不再传",
        tip_en="How strongly meeting somebody who knows already makes people stop: 1 as Maki and Thompson have it, "
               "0 not at all.",
        tip_zh="遇到已知情者而停止传播的强度：1为Maki–Thompson模型，0为不受影响。",
    )
    seeds: int = parameter(
        5, unit="people", bounds=(1, 1000), plausible=(1, 20), mechanisms=("T11",),
        en="Who begins", zh="最初传谣人数",
        tip_en="Most residents of the building who begin to tell.", tip_zh="事发楼栋中最初传谣的人数上限。",
    )
    alarm: float = parameter(
        0.2, unit="0-1", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("T13", "T11"),
        en="Alarm by a rumour", zh="谣言引起的恐慌",
        tip_en="Alarm of somebody who has heard the rumour. 0: rumours alarm nobody.",
        tip_zh="听到谣言者的恐慌程度。取0则谣言不引起恐慌。",
    )
    distrust: float = parameter(
        0.03, unit="0-1", bounds=(0, 1), plausible=(0, 0.2), mechanisms=("T11", "T14"),
        en="Distrust by a rumour", zh="谣言损害信任",
        tip_en="Trust that a community loses where everybody has heard the rumour. 0: none.",
        tip_zh="谣言人尽皆知时社区丧失的信任。取0则无损。",
    )
