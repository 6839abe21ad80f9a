"""Departments to coordinate with: one district, incidents that come when a test says so."""

import simpy

from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.departments import Departments
from coprod.parameters import Parameters

PLAIN = {"department.single": 0.0, "department.handoff_minutes": 0.0, "department.link_minutes": 0.0,
         "department.common_plan": 1.0, "department.officers": 1000, "district.hub_desks": 1000,
         "department.ownership_gap": 0.0, "department.ownership_overlap": 0.0}
"""Every incident takes all departments of its chain, and nothing but their work takes time."""
WATERLOGGING = 3


def departments(seed=1, **changes):
    """Return departments, their clock and their recorder; changes are parameters ("district__hub")."""
    settings = PLAIN | {name.replace("__", "."): value for name, value in changes.items()}
    env, recorder = simpy.Environment(), Recorder()
    live = Departments(env, Parameters().replace(settings), Streams(seed), [0], recorder, lambda community, hours: None)
    return live, env, recorder


def coordinate(n, seed=1, severity=1.0, kind=WATERLOGGING, **changes):
    """Return what it took to bring the departments together for `n` incidents that do not meet."""
    live, env, _ = departments(seed, **changes)
    joints = []

    def one(incident):
        joint = live.begin(incident, kind, severity, 0)
        yield from live.settle_owner(joint)
        if len(joint.departments) > 1:
            yield from live.join(joint, 0.0)
        joints.append(joint)

    for incident in range(n):
        env.process(one(incident))
    env.run()
    return joints
