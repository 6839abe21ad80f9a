"""Skills and the register: parameters."""

from coprod.parameters.declare import Group, parameter


class Skills(Group):
    """Who can help in an emergency, and whether anybody knows it."""

    title_en = "Skills and the register"
    title_zh = "技能与人力资源名单"

    registered: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever",
        mechanism_from="note:B4", mechanisms=("A12", "S12", "O06"),
        en="Skills on the register", zh="技能登记率",
        tip_en="Share of skilled residents on the register, who alone can be called. 0: nobody can be called.",
        tip_zh="具备应急技能者中列入社区人力资源名单的比例，仅在册者可被调用。取0则无人可调。",
    )
    share: float = parameter(
        0.04, unit="share", bounds=(0, 1), plausible=(0.01, 0.1), mechanism_from="note:B4", mechanisms=("A12", "T08"),
        en="Skilled adults", zh="具备应急技能的成年人占比",
        tip_en="Share of adults with an emergency skill, such as first aid, among those who are neither veterans nor "
               "health workers; with these, 5 % of all residents.",
        tip_zh="退役军人与医务人员之外的成年人中具备急救等应急技能者的比例；连同前两类人约占全体居民的5%。",
    )
    share_trained: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="src:huang2026", mechanisms=("A12",),
        en="Skilled veterans and health workers", zh="退役军人与医务人员中具备应急技能者占比",
        tip_en="Share of veterans and health workers with an emergency skill that is still fresh.",
        tip_zh="退役军人与医务人员中仍掌握应急技能者的比例。",
    )
