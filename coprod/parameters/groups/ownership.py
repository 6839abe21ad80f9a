"""Ownership of risks: parameters."""

from coprod.parameters.declare import Group, parameter


class Ownership(Group):
    """The ownership matrix: which risks no department owns, and which several claim or shun."""

    title_en = "Ownership of risks"
    title_zh = "风险权责归属"

    gap: float = parameter(
        0.05, unit="share", bounds=(0, 0.5), plausible=(0, 0.2), role="lever",
        mechanism_from="src:grassroots_review", mechanisms=("G01",),
        en="Risks without owner", zh="无主风险占比",
        tip_en="Share of kinds of risk that no department owns; somebody must be found first. 0: all are owned.",
        tip_zh="没有部门负责的风险种类比例，须先指定负责者。取0则都有归属。",
    )
    overlap: float = parameter(
        0.1, unit="share", bounds=(0, 0.5), plausible=(0, 0.3), role="lever",
        mechanism_from="src:grassroots_review", mechanisms=("G01",),
        en="Risks with several owners", zh="多头管理风险占比",
        tip_en="Share of kinds of risk that several departments own in conflict. 0, or with one line: none.",
        tip_zh="多个部门权责交叉冲突的风险种类比例。取0或只有一条线时不存在。",
    )
    assign_minutes: float = parameter(
        20.0, unit="minutes", bounds=(0, 1440), plausible=(5, 60), mechanisms=("G01",),
        en="Until an owner is found", zh="指定负责部门用时",
        tip_en="Mean minutes until somebody takes charge of an incident that nobody owns.",
        tip_zh="无主事件指定牵头部门的平均分钟数。",
    )
    dispute_minutes: float = parameter(
        10.0, unit="minutes", bounds=(0, 1440), plausible=(2, 30), mechanisms=("G01",),
        en="Until owners agree", zh="多头协商用时",
        tip_en="Mean minutes until departments that both own an incident agree who leads.",
        tip_zh="多个主管部门协商由谁牵头的平均分钟数。",
    )
