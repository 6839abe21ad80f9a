"""A request that was not solved is called in again on a later day, however late in the year it was closed."""

import numpy as np

from coprod.fields.everyday.request_process import RequestProcess
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import DONE, REQUEST, make_items
from coprod.parameters import Parameters


def test_whoever_calls_again_does_so_some_days_after_the_closing():
    for day in (10, 250, 300, 3000):
        process = RequestProcess(Parameters(), Streams(1), np.array([1000, 1000]), Recorder())
        items = make_items(work=REQUEST, desk=np.array([0]), hours=1.0, line=0, origin=np.array([0]), arrived=day, ready=day)
        items["state"], items["solves"], items["again"] = DONE, False, 9
        process.close(day, items, items[:0])
        assert process.take_calls()["ready"].tolist() == [day + 9]
