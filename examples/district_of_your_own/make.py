"""Make the fictional district of this folder: ``python examples/district_of_your_own/make.py``.

Its tables and its map are invented; its monthly figures are those of a run of the model with hidden parameters (:data:`HIDDEN`),
to which the error of counting is added. So it is known what a calibration should find.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from coprod.kernel.streams import Streams
from coprod.laboratory.calibration.targets import Calibration
from coprod.laboratory.calibration.targets_file import read_calibration
from coprod.laboratory.observe import outcomes_of
from coprod.laboratory.simulate import simulate

FOLDER = Path(__file__).parent
HIDDEN = {"request.rate": 6.4, "request.solved": 0.72, "resident.motivation_mean": 2.3, "resident.habit_weight": 2.0,
          "resident.fear_weight": 1.0}
SEED = 4711
"""The town that was observed: one run of many that might have been."""
COMMUNITIES = (
    # name, street, residents, households, share of elders, type of estate, staff, share of homes that flood, place on the map
    ("柳巷", "北门街道", 420, 170, 0.31, "老旧小区", 6, 0.20, (0, 1)),
    ("钟楼", "北门街道", 380, 160, 0.27, "老旧小区", 6, 0.05, (1, 1)),
    ("学府", "北门街道", 520, 190, 0.14, "新建小区", 7, 0.00, (2, 1)),
    ("河湾", "南岸街道", 450, 175, 0.19, "城乡结合部", 5, 0.35, (0, 0)),
    ("新桥", "南岸街道", 560, 205, 0.12, "新建小区", 7, 0.10, (1, 0)),
    ("粮站", "南岸街道", 350, 150, 0.29, "老旧小区", 5, 0.15, (2, 0)))
COLUMNS = ("社区名称", "街道", "居民数", "户数", "老年人占比", "小区类型", "工作人员数", "低洼易涝占比")
TARGETS = """# Monthly figures of a fictional district, made by make.py: nothing in it was observed anywhere.
title = "A district of your own"
title_zh = "自己的区"
scenario = "{scenario}"
days = 180
seeds = 2

[[target]]                      # calls to the hot line, month by month
series = "requests"
period = 30
values = {requests}
error = {requests_error}

[[target]]                      # requests closed unsolved
series = "unsolved_requests"
period = 30
values = {unsolved}
error = {unsolved_error}

[[target]]                      # acts of residents on record
series = "acts"
period = 30
values = {active}
error = {active_error}

[[target]]                      # calls about requests closed unsolved: held back to check the result
series = "repeat_calls"
period = 30
values = {repeated}
error = {repeated_error}
held_back = true

[[prior]]
parameter = "request.rate"
[[prior]]
parameter = "request.solved"
[[prior]]
parameter = "resident.motivation_mean"
[[prior]]
parameter = "resident.habit_weight"
[[prior]]
parameter = "resident.fear_weight"

[method]
points = 40
waves = 2
sets = 20
checks = 20
"""
ERRORS = {"requests": 15, "unsolved": 8, "active": 12, "repeated": 8}
SERIES = {"requests": "requests", "unsolved": "unsolved_requests", "active": "acts", "repeated": "repeat_calls"}


def main() -> None:
    """Write the tables, the map and the file of targets."""
    write_tables(FOLDER / "district")
    path = FOLDER / "targets.toml"
    blank = {"requests": [0] * 6, "unsolved": [0] * 6, "active": [0] * 6, "repeated": [0] * 6}
    write_targets(path, blank)
    write_targets(path, observed(read_calibration(path)))


def write_tables(folder: Path) -> None:
    """Write the communities in GB18030, as spreadsheets in Chinese offices do, and their borders."""
    folder.mkdir(exist_ok=True)
    with (folder / "communities.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name, street, residents, households, elders, estate, staff, lowland, _ in COMMUNITIES:
            writer.writerow([name, street, residents, households, f"{elders:.0%}", estate, staff, lowland])
    features = [{"type": "Feature", "properties": {"name": name},
                 "geometry": {"type": "Polygon", "coordinates": [border(*place)]}} for name, *_, place in COMMUNITIES]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    (folder / "map.geojson").write_text(text.replace('{"type": "Feature"', '\n{"type": "Feature"') + "\n", encoding="utf-8")


def border(column: int, row: int) -> list[list[float]]:
    """Return the border of a community: a cell of a grid with a bend of the river, in an ocean where no district is."""
    west, south = 160.0 + 0.008 * column, 10.0 + 0.007 * row
    below, above = (0.15, 0.0) if row else (0.0, 0.15)
    corners = [(0, 0), (0.5, below), (1, 0), (1, 1), (0.5, 1 + above), (0, 1), (0, 0)]
    return [[round(west + 0.008 * x, 6), round(south + 0.007 * y, 6)] for x, y in corners]


def write_targets(path: Path, values: dict[str, list[float]]) -> None:
    """Write the file of targets with these figures."""
    scenario = (path.parent / "district").as_posix()
    if path.parent == FOLDER:
        scenario = "examples/district_of_your_own/district"
    errors = {f"{name}_error": error for name, error in ERRORS.items()}
    path.write_text(TARGETS.format(scenario=scenario, **values, **errors), encoding="utf-8")


def observed(asked: Calibration) -> dict[str, list[float]]:
    """Return the figures of one run with the hidden parameters, with the error of counting."""
    study = asked.study
    run = simulate(study.values_of(HIDDEN), SEED, study.days)
    outcomes = outcomes_of(run, study.observed, nan_is_undefined=True)
    noise = Streams(SEED)("example.error").standard_normal(len(asked.figures))
    found: dict[str, list[float]] = {name: [] for name in SERIES}
    for figure, error in zip(asked.figures, noise, strict=True):
        name = next(name for name, series in SERIES.items() if figure.name.startswith(f"{series}."))
        value = outcomes[figure.name] + figure.error * float(error)
        found[name].append(round(value))
    return found


if __name__ == "__main__":
    main()
