"""Citizens' requests: parameters."""

from coprod.parameters.declare import Group, parameter


class Request(Group):
    """Citizens' requests."""

    title_en = "Citizens' requests"
    title_zh = "居民诉求"

    rate: float = parameter(
        5.1, unit="per day", bounds=(0, 200), plausible=(3, 10),
        mechanism_from="note:B6", number_from="derived fact:C5", mechanisms=("A07", "C01", "F01"),
        en="Requests per committee", zh="每个居委会的日均诉求",
        tip_en="Requests a day to a committee of mean size; larger communities make more in proportion.",
        tip_zh="平均规模社区每天收到的诉求件数；规模大的社区按比例增加。",
    )
    hours: float = parameter(
        4.0, unit="hours", bounds=(0.05, 100), plausible=(2, 6), mechanisms=("C01", "C04"),
        en="Work per request", zh="每件诉求所需工时",
        tip_en="Mean staff-hours to settle a request.", tip_zh="办结一件诉求平均所需的工时。",
    )
    authority_share: float = parameter(
        0.3, bounds=(0, 1), plausible=(0.1, 0.5), mechanisms=("A07",),
        en="Requests that need authority", zh="需要执法或支出权的诉求占比",
        tip_en="Share of requests that can only be settled with power to enforce or to spend.",
        tip_zh="必须动用执法权或支出权才能办结的诉求比例。",
    )
    referral_hours: float = parameter(
        1.0, unit="hours", bounds=(0.05, 100), plausible=(0.5, 3), mechanisms=("A07",),
        en="Work to refer a request", zh="转办一件诉求的工时",
        tip_en="Mean hours a committee spends to take in a request, pass it to the street and answer the citizen.",
        tip_zh="居委会受理、上报街道并答复居民平均所花的工时。",
    )
    unowned_share: float = parameter(
        0.1, bounds=(0, 1), plausible=(0, 0.3), mechanisms=("C02",),
        en="Requests nobody owns", zh="无主事项占比",
        tip_en="Share of requests that no department owns or that the owner refuses.",
        tip_zh="没有主管部门认领或被推诿的诉求比例。",
    )
    backstop: float = parameter(
        1.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("C02",),
        en="Backstop duty", zh="兜底责任",
        tip_en="Share of unowned requests that fall to the committee; the others stay with a department.",
        tip_zh="无主诉求中由社区兜底的比例；其余由职能部门承接。",
    )
    mandate_growth: float = parameter(
        0.0, unit="categories per year", bounds=(0, 50), plausible=(0, 2), role="lever", mechanisms=("C01", "C03"),
        en="Growth of the mandate", zh="责任边界扩张速度",
        tip_en="New categories of tasks that fall to the committees each year, evenly over the year.",
        tip_zh="每年新增并落到居委会头上的任务类别数，在一年中均匀增加。",
    )
    category_rate: float = parameter(
        0.5, unit="per day", bounds=(0, 20), plausible=(0.1, 1), mechanisms=("C01", "C03"),
        en="Requests of a new category", zh="每个新增类别的日均诉求",
        tip_en="Requests a day that one new category of tasks brings to a committee of mean size.",
        tip_zh="每新增一类任务，平均规模社区每天增加的诉求件数。",
    )
