"""Types of streets: parameters."""

from typing import Any

from coprod.parameters.declare import Group, parameter
from coprod.text.messages import message

FIRE = "dwelling fires", "住宅火灾"
LIFT = "lift entrapments", "电梯困人"
WATER = "waterlogging", "内涝积水"
UTILITY = "utility failures", "生命线故障"
DISORDER = "public-order or health events", "治安与公共卫生事件"
FRINGE = "fringe streets", "城乡结合部街道"
INDUSTRIAL = "industrial streets", "产业园区街道"


def _mix(value: float, kind: tuple[str, str], where: tuple[str, str]) -> Any:
    return parameter(
        value, unit="ratio", bounds=(0, 20), plausible=(value / 2, value * 2), mechanisms=("F08",),
        en=f"{kind[0].capitalize()} in {where[0]}", zh=f"{where[1]}{kind[1]}倍数",
        tip_en=f"Rate of {kind[0]} in {where[0]} relative to a core street.",
        tip_zh=f"{where[1]}{kind[1]}发生率相对中心城区街道的倍数。",
    )


class Street(Group):
    """Types of streets: what strikes where, and whether equipment follows."""

    title_en = "Types of streets"
    title_zh = "街镇类型"

    fringe: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("F08",),
        en="Fringe streets", zh="城乡结合部型街道占比",
        tip_en="Share of streets, the last ones, where the mix of incidents is that of the urban fringe; what is neither "
               "fringe nor industrial is core.",
        tip_zh="突发事件构成属城乡结合部型的街道比例（取末尾若干个）；其余非产业型的为中心城区型。",
    )
    industrial: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("F08",),
        en="Industrial streets", zh="产业园区型街道占比",
        tip_en="Share of streets, those before the fringe, where the mix of incidents is that of industry.",
        tip_zh="突发事件构成属产业园区型的街道比例（取城乡结合部型之前若干个）。",
    )
    guide: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("F08", "D13"),
        en="Equipment and training by type of street", zh="分类配备与培训指南落实度",
        tip_en="How far the stock of a street, at equal value, and the training of first responders follow what strikes "
               "there. 0: one size fits all.",
        tip_zh="街道储备（总值不变）与先期处置培训按当地风险构成安排的程度。取0则“一刀切”。",
    )
    training_loss: float = parameter(
        0.5, unit="ratio", bounds=(0, 1), plausible=(0, 1), mechanism_from="src:wu2025", mechanisms=("D13",),
        en="Training for another street", zh="培训错配损失",
        tip_en="Share by which first responders trained for entirely different incidents contain less. 0: any training "
               "will do.",
        tip_zh="先到者所受培训与当地风险完全不符时，可控制规模缩小的比例。取0则无影响。",
    )
    fringe_fire: float = _mix(1.5, FIRE, FRINGE)
    fringe_lift: float = _mix(0.5, LIFT, FRINGE)
    fringe_water: float = _mix(2.5, WATER, FRINGE)
    fringe_utility: float = _mix(1.0, UTILITY, FRINGE)
    fringe_disorder: float = _mix(1.5, DISORDER, FRINGE)
    industrial_fire: float = _mix(2.5, FIRE, INDUSTRIAL)
    industrial_lift: float = _mix(1.0, LIFT, INDUSTRIAL)
    industrial_water: float = _mix(0.5, WATER, INDUSTRIAL)
    industrial_utility: float = _mix(3.0, UTILITY, INDUSTRIAL)
    industrial_disorder: float = _mix(1.0, DISORDER, INDUSTRIAL)

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return the combinations that cannot be."""
        if self.fringe + self.industrial <= 1:
            return []
        return [("industrial", self.industrial, message("problem.shares_above_one", other=f"fringe = {self.fringe:g}"))]
