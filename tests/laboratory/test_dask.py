"""A cluster rehearsed on one machine: the same table, and a worker killed in mid-sweep costs nothing but time."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

distributed = pytest.importorskip("distributed")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def cluster():
    """Start `dask scheduler` and two `dask worker` as docs/laboratory.md says; yield its address and the workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    here = {**os.environ, "PYTHONPATH": os.getcwd()}
    port = address.rpartition(":")[2]
    scheduler = subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"], **quiet)
    worker = [*dask, "worker", address, "--nthreads", "1", "--no-dashboard"]
    workers = [subprocess.Popen(worker, env=here, start_new_session=True, **quiet) for _ in range(2)]
    yield address, workers
    for worker_process in workers:
        os.killpg(worker_process.pid, signal.SIGKILL)
    scheduler.kill()
    for process in (*workers, scheduler):
        process.wait()


@pytest.mark.slow
def test_a_worker_killed_in_mid_sweep_costs_nothing_but_time(study, run, table, cluster, tmp_path):
    address, workers = cluster
    question = study("SLOW", levers="x = [0, 1, 2, 3, 4, 5]", replications=60)
    run(question, "local", workers=2)
    (tmp_path / "out").mkdir()
    command = [sys.executable, "-m", "coprod", "sweep", str(tmp_path / "study.toml"), "--out", str(tmp_path / "out"),
               "--scheduler", address, "--allow-code"]
    sweep = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not list((tmp_path / "out").glob("shards/*.parquet")):
        time.sleep(0.02)
        assert sweep.poll() is None, sweep.stderr.read()
    time.sleep(0.5)
    os.killpg(workers[0].pid, signal.SIGKILL)
    assert sweep.wait(60) == 0
    assert table("out") == table("local")


def test_dask_makes_the_same_table(study, run, table):
    question = study("SOMETIMES", levers="x = [0, 1, 3]", replications=8)
    run(question, "local")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as local:
        run(question, "dask", scheduler=local.scheduler_address, workers=None)
    assert table("dask") == table("local")


def test_no_scheduler_is_said_in_words(study, run, monkeypatch):
    from coprod.text.problems import InputProblems

    monkeypatch.setattr("coprod.laboratory.executors._CONNECT_SECONDS", 0.5)
    with pytest.raises(InputProblems, match="no Dask scheduler answers"):
        run(study("NO_WORK"), scheduler=f"tcp://127.0.0.1:{free_port()}", workers=None)
