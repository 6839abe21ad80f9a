"""The people of the town: households, ages, occupations, skills, reach, vulnerability and character.

Every yes or no is one fixed uniform number of the resident held against the share, so a larger share only adds
people, and the share of one thing never moves another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from coprod.districts import DistrictData
from coprod.kernel.columns import Column, Columns
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups import Resident
from coprod.parameters.groups import Town as TownParameters
from coprod.town.given import exact_quantiles, exact_reach, form_given_households, households_given
from coprod.town.places import FRINGE, by_estate

KINDS = ("ordinary", "rider", "veteran", "party_member", "health_worker")
"""Occupations that matter for safety (mech:A10, mech:A12, mech:A14); everybody else is ordinary."""

TYPES = ("intrinsic", "mixed", "passive")
"""Types of motive: residents take part for the thing itself, for that and for what they get, or only if something moves them."""

PERSON_COLUMNS = {
    "community": Column("i2", "", "community number", "社区编号"),
    "household": Column("i4", "", "household number", "住户编号"),
    "building": Column("i4", "", "building number", "楼栋编号"),
    "age": Column("u1", "years", "age", "年龄"),
    "kind": Column("u1", "", "occupation that matters for safety", "与安全有关的身份", codes=KINDS),
    "skilled": Column("?", "", "has an emergency skill", "具备应急技能"),
    "registered": Column("?", "", "skill is on the register", "已列入人力资源名单"),
    "app_reach": Column("?", "", "can be reached and report by app", "可用应用触达与上报"),
    "vulnerable": Column("?", "", "needs help in an emergency", "应急时需要帮助"),
    "motive_type": Column("u1", "", "type of motive", "动机类型", codes=TYPES),
    "motivation": Column("f4", "utils", "intrinsic motivation at the start", "初始内在动机"),
    "trust": Column("f4", "0-1", "trust in the local government", "对基层政府的信任"),
    "perceived_risk": Column("f4", "0-1", "perceived risk", "感知风险"),
    "time_cost": Column("f4", "0-1", "scarcity of free time", "闲暇稀缺程度"),
}
"""Who the residents are: written once by the synthesis of the town."""

CHILD_AGE = 18
"""Younger residents are children (statutory majority)."""
ELDER_AGE = 60
"""Residents of this age and older are elders (老年人权益保障法, article 2)."""
OLDEST_AGE = 95
"""Nobody is older; the age of elders falls off linearly up to here."""
GENERATION = 20
"""Years between a child and the first member of its household."""
COUPLE_YEARS = 3
"""The first two members of a household differ by no more than this many years."""
NEGLIGIBLE = 1e-6
"""A mean or spread this small beside the other counts as none."""

INTRINSIC, MIXED, PASSIVE = range(len(TYPES))
N_TYPES = len(TYPES)
ORDINARY, RIDER, VETERAN, PARTY_MEMBER, HEALTH_WORKER = range(len(KINDS))

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]
Shares = float | Floats
"""One share for everybody, or each resident's own."""
Integers = NDArray[np.integer]


def form_households(residents: Columns, start: Integers, town: TownParameters, streams: Streams,
                    data: DistrictData | None = None) -> None:
    """Form households: one plus a Poisson number of others, cut where a community ends; as many as given where they are.

    Writes ``household``; the members of a household are consecutive rows.
    """
    n = len(residents)
    sizes = 1 + streams(Purpose.TOWN_HOUSEHOLD).poisson(town.household_size - 1, n)
    ends = np.cumsum(sizes)
    first = np.zeros(n, dtype=bool)
    first[start[:-1]] = True
    first[ends[ends < n]] = True
    if data is not None:
        drawn = np.add.reduceat(first, start[:-1], dtype=np.int64)
        form_given_households(first, start, households_given(data, drawn), streams)
    residents.household[:] = np.cumsum(first, dtype=np.int32) - 1


def give_ages(residents: Columns, estate: Integers, town: TownParameters, streams: Streams,
              data: DistrictData | None = None) -> None:
    """Draw ages by estate; the first two of a household are a couple, children live with grown-ups.

    Reads ``household``; writes ``age``. The share of elders is exact in expectation, whatever the household; where their
    number is given, it is met.

    Parameters
    ----------
    estate : shape (n,)
        Type of estate in which each resident lives.
    """
    head = first_rows(residents.household)[residents.household]
    place = np.arange(len(residents)) - head
    own = streams(Purpose.TOWN_AGE).random(len(residents))
    uniform = np.where(place < 2, own[head], own)
    elders = by_estate(town, "elders")[estate]
    if data is not None:
        uniform, elders = exact_quantiles(uniform, elders, residents.community, data.elders)
    age = adult_age(uniform, elders)
    apart = np.floor((2 * COUPLE_YEARS + 1) * own) - COUPLE_YEARS
    elder = uniform < elders
    youngest, oldest = np.where(elder, ELDER_AGE, CHILD_AGE), np.where(elder, OLDEST_AGE, ELDER_AGE) - 1
    age = np.where(place == 1, np.clip(age + apart, youngest, oldest), age)
    childhood = streams(Purpose.TOWN_CHILD).random(len(residents))
    child = (place >= 2) & ~elder & (childhood < town.children)
    rest = np.divide(childhood, town.children, out=np.zeros_like(childhood), where=child)  # again uniform
    residents.age[:] = np.where(child, child_age(rest, age[head]), age)


def adult_age(uniform: Floats, elders: Shares) -> Floats:
    """Return the age in years at a quantile, the oldest first: elders' ages fall off linearly, others' are even.

    The share `elders` of quantiles is 60 or older, and a larger share makes nobody younger.
    """
    elders = np.asarray(elders, dtype=float)
    elder = uniform < elders
    above = np.sqrt(np.divide(uniform, elders, out=np.ones_like(uniform), where=elder))
    below = np.divide(uniform - elders, 1 - elders, out=np.zeros_like(uniform), where=~elder)
    older = ELDER_AGE + np.floor((OLDEST_AGE - ELDER_AGE) * (1 - above))
    younger = ELDER_AGE - 1 - np.floor((ELDER_AGE - CHILD_AGE) * below)
    age: Floats = np.where(elder, older, younger)
    return np.clip(age, CHILD_AGE, OLDEST_AGE - 1)


def child_age(uniform: Floats, parent: Floats) -> Floats:
    """Return the age of a child: even from 0 to 17, and at least a generation below the first of its household."""
    oldest: Floats = np.clip(parent - GENERATION + 1, 1, CHILD_AGE)
    return np.floor(uniform * oldest)


def give_kinds(residents: Columns, estate: Integers, town: TownParameters, streams: Streams) -> None:
    """Make some adults riders, veterans, party members and health workers; writes ``kind``.

    Each kind owns a quarter of the unit interval and takes its share from the quarter's beginning, so the
    share of one kind moves nobody of another.
    """
    uniform = streams(Purpose.TOWN_KIND).random(len(residents))
    adult = residents.age >= CHILD_AGE
    working = adult & (residents.age < ELDER_AGE)
    riders = np.where(estate == FRINGE, town.rider_share_fringe, town.rider_share)
    residents.kind[:] = np.select(
        [
            working & (uniform < riders),
            adult & _within(uniform, 0.25, town.veteran_share),
            adult & _within(uniform, 0.5, town.party_share),
            working & _within(uniform, 0.75, town.health_share),
        ],
        [RIDER, VETERAN, PARTY_MEMBER, HEALTH_WORKER],
        ORDINARY,
    )


def give_skills(residents: Columns, skills: Resident, streams: Streams) -> None:
    """Give some adults an emergency skill and put some of these on the register.

    Reads ``age`` and ``kind``; writes ``skilled`` and ``registered``. Only the skilled are registered.
    """
    trained = (residents.kind == VETERAN) | (residents.kind == HEALTH_WORKER)
    share = np.where(trained, skills.skill_share_trained, skills.skill_share)
    uniform = streams(Purpose.TOWN_SKILL).random(len(residents))
    residents.skilled[:] = (residents.age >= CHILD_AGE) & (uniform < share)
    residents.registered[:] = residents.skilled & _drawn_with(streams, Purpose.TOWN_REGISTER, len(residents),
                                                              skills.skill_registered)


def give_needs(residents: Columns, town: TownParameters, streams: Streams, data: DistrictData | None = None) -> None:
    """Decide by age whom the app reaches and who needs help; writes ``app_reach`` and ``vulnerable``."""
    n, elder = len(residents), residents.age >= ELDER_AGE
    reach = np.where(elder, town.app_reach_elders, town.app_reach)
    adult, uniform = residents.age >= CHILD_AGE, streams(Purpose.TOWN_REACH).random(n)
    residents.app_reach[:] = adult & (uniform < reach)
    if data is not None:
        residents.app_reach[:] = exact_reach(
            residents.app_reach, uniform, reach, adult, residents.community, data.numbers("app_share"))
    need = np.where(elder, town.vulnerable_elders, town.vulnerable_others)
    residents.vulnerable[:] = _drawn_with(streams, Purpose.TOWN_VULNERABLE, n, need)


def give_character(residents: Columns, parameters: Parameters, streams: Streams) -> None:
    """Draw motivation and with it the type of motive, trust, perceived risk and scarcity of time."""
    n, character = len(residents), parameters.resident
    uniform = streams(Purpose.TOWN_MOTIVATION).random(n)
    residents.motivation[:] = gamma_quantile(uniform, character.motivation_mean, character.motivation_sd)
    residents.motive_type[:] = types_at(uniform, character)
    residents.trust[:] = even(streams(Purpose.TOWN_TRUST).random(n), character.trust_mean, character.trust_spread)
    residents.perceived_risk[:] = even(streams(Purpose.TOWN_RISK).random(n), character.risk_mean, character.risk_spread)
    working = (residents.age >= CHILD_AGE) & (residents.age < ELDER_AGE)
    scarcity = np.where(working, character.time_working, character.time_others)
    residents.time_cost[:] = even(streams(Purpose.TOWN_TIME).random(n), scarcity, character.time_spread)


def gamma_quantile(uniform: Floats, mean: float, sd: float) -> Floats:
    """Return the quantiles at `uniform` of a gamma distribution with this mean and standard deviation.

    Shape (mean/sd)², scale sd²/mean; without spread everybody has the mean, without mean nothing. Source: note:B1.
    """
    if sd <= NEGLIGIBLE * mean or mean <= NEGLIGIBLE * sd:
        return np.full(uniform.shape, mean if sd < mean else 0.0)
    quantiles: Floats = gammaincinv((mean / sd) ** 2, uniform) * (sd**2 / mean)
    return quantiles


def types_at(uniform: Floats, character: Resident) -> NDArray[np.uint8]:
    """Return the type of motive at quantiles of motivation: those with the strongest motives are intrinsic.

    Raising a share moves nobody to a weaker type.
    """
    others = 1 - character.intrinsic_share
    types = PASSIVE - (uniform >= others - character.mixed_share).astype(np.uint8) - (uniform >= others)
    return np.asarray(types, dtype=np.uint8)


def even(uniform: Floats, mean: Shares, spread: float) -> Floats:
    """Return values spread evenly around `mean`, by `spread` or as far as 0 and 1 allow, so that the mean holds."""
    mean = np.asarray(mean, dtype=float)
    width = np.minimum(spread, np.minimum(mean, 1 - mean))
    values: Floats = mean + width * (2 * uniform - 1)
    return values


def first_rows(labels: Integers) -> Integers:
    """Return the first row of each label where labels lie in order, and the number of rows at the end."""
    return np.concatenate([[0], np.cumsum(np.bincount(labels))])


def _drawn_with(streams: Streams, purpose: Purpose, n: int, share: Shares) -> Bools:
    return streams(purpose).random(n) < share


def _within(uniform: Floats, begin: float, share: float) -> Bools:
    return (uniform >= begin) & (uniform < begin + share)
