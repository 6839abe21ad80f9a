"""Records: rows and blocks in, columns and frames out."""

import numpy as np
import pandas as pd
import pytest

from coprod import Parameters, run
from coprod.kernel import records
from coprod.kernel.records import Field, Recorder, RecordKind
from tests.failures import Failures

KIND = RecordKind("visit", "visits", "走访", {
    "day": Field("i4", "day", "day", "日"),
    "who": Field("u1", "", "who", "谁", codes=("committee", "volunteer")),
    "hours": Field("f8", "hours", "hours", "小时"),
})


def test_rows_and_blocks_become_columns():
    recorder = Recorder()
    recorder.append(KIND, day=1, who=0, hours=0.5)
    recorder.append(KIND, day=2, who=np.array([0, 1]), hours=np.array([1.0, 2.0]))
    recorder.append(KIND, day=3, who=np.array([], int), hours=np.array([]))
    frame = recorder.frame(KIND)
    assert frame.day.tolist() == [1, 2, 2]
    assert frame.who.tolist() == ["committee", "committee", "volunteer"]
    assert frame.hours.sum() == 3.5


def test_a_record_must_fit_its_declaration():
    with pytest.raises(TypeError, match="hours"):
        Recorder().append(KIND, day=1, who=0)


def test_no_records_are_empty_columns():
    assert len(Recorder().frame(KIND)) == 0


def test_many_records_rest_on_disk_and_read_the_same(monkeypatch):
    few, many = Recorder(), Recorder()
    rng = np.random.default_rng(3)
    blocks = [{"day": day, "who": rng.integers(0, 2, 7), "hours": rng.random(7)} for day in range(30)]
    for block in blocks:
        few.append(KIND, **block)
    monkeypatch.setattr(records, "SEGMENT_ROWS", 40)
    for block in blocks:
        many.append(KIND, **block)
    segments = many.columns(KIND).segments()
    assert len(segments) > 3 and all(isinstance(segment["hours"], np.memmap) for segment in segments[:-1])
    pd.testing.assert_frame_equal(few.frame(KIND), many.frame(KIND), check_exact=True)
    pd.testing.assert_frame_equal(few.frame(KIND), pd.concat(many.frames(KIND), ignore_index=True), check_exact=True)


def test_records_can_be_read_in_between():
    recorder = Recorder()
    for day in range(5):
        recorder.append(KIND, day=day, who=0, hours=1.0)
        assert recorder.columns(KIND)["day"].tolist() == list(range(day + 1))
    assert len(recorder.columns(KIND).segments()) == 1


def test_a_run_has_every_kind_of_record_whether_or_not_it_occurred():
    small = {"town.streets": 1, "town.communities": 1, "town.residents_per_community": 20}
    finished = run(Parameters().replace(small), seed=1, days=1)
    kinds = {name: kind for name, kind in records.RECORD_KINDS.items() if name != KIND.name}
    assert {"incident", "signature", "request", "hazard", "supply", "drill"} <= kinds.keys()
    assert "incident" not in finished.frames, "an incident occurred, so this shows nothing"
    with Failures() as failures:
        for name, kind in kinds.items():
            with failures.case(name):
                frame = getattr(finished, f"{name}s")
                assert list(frame) == list(kind.fields)
                assert len(frame) == len(finished.frames.get(name, ()))
                assert {column for column in frame if frame[column].dtype == "category"} == {
                    column for column, field in kind.fields.items() if field.codes}
    with pytest.raises(AttributeError, match="no records called 'incidence'"):
        print(finished.incidence)
