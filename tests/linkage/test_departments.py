"""Departments against theory: links, serial sums and parallel maxima, the ownership matrix (note:B13)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.agents.departments import (
    CHAINS,
    DEPARTMENTS,
    NONE,
    SEVERAL,
    chain_of,
    departments_involved,
    ownership_matrix,
)
from coprod.linkage.departments import links
from coprod.parameters import Parameters
from coprod.parameters.codes import PREFIXES
from tests.linkage.offices import coordinate

N = 1000
MEAN = Parameters().department.service_minutes


def test_links_grow_with_the_square_bilaterally_and_in_step_with_a_hub():
    assert (links(10, hub=False), links(10, hub=True)) == (45, 10)
    assert [links(n, hub=False) for n in range(5)] == [0, 0, 1, 3, 6]


def test_a_hub_pays_only_from_four_departments_on():
    assert [links(n, hub=True) - links(n, hub=False) for n in (2, 3, 4, 5)] == [1, 0, -2, -5]


@pytest.mark.parametrize("together", ["department__joint_office", "district__hub"])
def test_serial_parts_take_their_sum_and_parallel_ones_their_maximum(together):
    """Three helpers with exponential work: 3 m one after the other, m H_3 at once."""
    serial = np.array([joint.handoff_minutes for joint in coordinate(N)])
    parallel = np.array([joint.handoff_minutes for joint in coordinate(N, **{together: True})])
    assert serial.mean() == pytest.approx(3 * MEAN, abs=4 * serial.std() / N**0.5)
    assert parallel.mean() == pytest.approx(MEAN * (1 + 1 / 2 + 1 / 3), abs=4 * parallel.std() / N**0.5)
    assert np.all(parallel <= serial + 1e-9)  # the same random numbers, department by department


def test_the_critical_path_is_what_working_at_once_takes():
    for joint in coordinate(50, department__joint_office=True):
        assert joint.critical_minutes == pytest.approx(joint.handoff_minutes)


def test_coordination_time_is_proportional_to_links():
    for hub, expected in ((False, 6 * 3.0), (True, 4 * 3.0)):
        (joint,) = coordinate(1, department__link_minutes=3.0, district__hub=hub)
        assert joint.link_minutes == pytest.approx(expected) and joint.links == links(4, hub)


def test_a_centre_with_one_desk_links_one_incident_after_the_other():
    joints = coordinate(5, district__hub=True, district__hub_desks=1, department__link_minutes=3.0)
    assert sorted(joint.link_minutes for joint in joints) == pytest.approx([12, 24, 36, 48, 60])


def test_hand_offs_told_beforehand_take_no_time():
    reported = coordinate(50, department__handoff_minutes=9.0, department__informed=1.0)
    alone = coordinate(50)
    assert [joint.handoff_minutes for joint in reported] == pytest.approx([joint.handoff_minutes for joint in alone])
    assert all(joint.handoffs == 3 for joint in reported)


def test_a_common_plan_leaves_nothing_to_others():
    without = coordinate(N, department__common_plan=0.0, department__uncovered=0.2)
    share = np.mean([joint.uncovered for joint in without])
    assert share == pytest.approx(0.2, abs=4 * (0.2 * 0.8 / N) ** 0.5)
    assert not any(joint.uncovered for joint in coordinate(100))


@given(st.floats(0, 1), st.floats(0, 0.99), st.integers(1, 8))
def test_graver_incidents_take_no_fewer_departments(severity, single, most):
    n = departments_involved(severity, single, most)
    assert 1 <= n <= most
    assert departments_involved(1.0, single, most) == most
    assert departments_involved(min(1.0, severity + 0.01), single, most) >= n


@given(st.integers(1, 64), st.integers(0, len(PREFIXES) - 1))
def test_with_one_line_there_is_one_department(lines, kind):
    chain = chain_of(kind, lines)
    assert len(set(chain)) == len(chain) <= min(lines, len(DEPARTMENTS))
    assert len(chain_of(kind, 1)) == 1


def test_every_chain_names_departments_once():
    assert all(set(chain) <= set(DEPARTMENTS) and len(set(chain)) == len(chain) for chain in CHAINS.values())


@given(st.floats(0, 0.5), st.floats(0, 0.5))
def test_the_matrix_has_the_gaps_and_overlaps_asked_for(gap, overlap):
    uniform = np.random.default_rng(1).random(64)
    owners = ownership_matrix(uniform, gap, overlap)
    assert abs((owners == NONE).mean() - gap) <= 1 / 64 and abs((owners == SEVERAL).mean() - overlap) <= 1 / 64
    more = ownership_matrix(uniform, min(0.5, gap + 0.1), overlap)
    assert np.all(more[owners == NONE] == NONE)


def test_nobody_disputes_who_sends_the_ambulance():
    joints = coordinate(200, kind=1, department__ownership_gap=0.5, department__ownership_overlap=0.5)
    assert all(joint.is_plain for joint in joints)
