"""Damaged folders are answered clearly: by problems that name the file, or by a district that can be built."""

import json
import shutil

import numpy as np
import pytest

from coprod.interfaces.mistakes import BAD_INPUT
from coprod.kernel.streams import Streams
from coprod.parameters import load_scenario
from coprod.text.problems import InputProblems
from coprod.town import build_town
from tests.districts.folders import WHOLE, folder, in_chinese

NASTY = ("", "0", "-1", "1e309", "nan", "inf", "9" * 400, "12,5", "1.5", "50%", "120%", "−5", "=SUM(A1:A9)", "#REF!",
         "2024-02-30", "\0", "\ud7ff", "ﷺ", "'", '"', '"a', "a,b", "合计", "null", "true",
         "０", "½", "万", "3万", "约300", "x" * 5000, "老旧小区",
         "N", "Willow Lane", "\u202e", "e", "+", "1_000", "0x10")
WORDS = ("residents", "居民数", "name", "", "残疾人数", "lat", "latitude", "Street", "\t", "#", "households", "x" * 300, "“",
         "elders", "day")


def district(path):
    features = [{"type": "Feature", "properties": {"name": row[0]}, "geometry": {"type": "Polygon", "coordinates": [[
        [116 + i, 39], [116.5 + i, 39], [116.5 + i, 39.5], [116 + i, 39]]]}} for i, row in enumerate(WHOLE[1:])]
    folder(path, communities=in_chinese(WHOLE), streets=[("name", "type", "staff"), ("North", "core", 8), ("South", "fringe", 9)],
           stations=[("name", "kind", "place", "crews"), ("x", "street", "North", 3)],
           stores=[("level", "place", "pump"), ("street", "South", 3)], hazards=[("community", "found"), ("Mill Pond", 7)],
           weather=[("date", "rain"), ("2024-07-01", 80), ("2024-07-02", 3)])
    (path / "district.toml").write_text('[scenario]\ntitle_en = "Four"\nextends = "austerity"\n[points]\nreward = 4.0\n')
    (path / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def damage(path, generator):
    """Damage one file of a folder in one way."""
    files = sorted(one for one in path.iterdir() if one.is_file())
    if not files:
        return
    file = files[generator.integers(len(files))]
    data, kind = file.read_bytes(), generator.integers(12)
    at = int(generator.integers(len(data) + 1))
    rows = [line.split(",") for line in data.decode("utf-8", "replace").split("\n")]
    row = rows[generator.integers(len(rows))]
    cell = int(generator.integers(len(row)))
    if kind == 0:
        data = data[:at]
    elif kind == 1:
        data = data[:at] + generator.bytes(int(generator.integers(1, 6))) + data[at:]
    elif kind == 2:
        data = data.decode("utf-8", "replace").encode(str(generator.choice(["gb18030", "utf-16", "utf-8-sig", "utf-32"])))
    elif kind == 3:
        file.unlink()
        file.mkdir() if generator.random() < 0.3 else None
        return
    elif kind == 4:
        file.rename(path / ("x" + file.name)) if generator.random() < 0.5 else shutil.copy(file, path / "communities.xlsx")
        return
    elif kind == 5:
        data = data[at:] + data[:at]
    elif kind == 6:
        rows.append(row)
    elif kind == 7:
        rows[0][int(generator.integers(len(rows[0])))] = str(generator.choice(WORDS))
    elif kind == 8:
        row.insert(cell, str(generator.choice(NASTY)))
    elif kind == 9:
        other = files[generator.integers(len(files))]
        data = other.read_bytes()
    else:
        row[cell] = str(generator.choice(NASTY))
    if kind in (6, 7, 8) or kind > 9:
        data = "\n".join(",".join(one) for one in rows).encode("utf-8", "surrogatepass")
    file.write_bytes(data)


def answers(tmp_path, first, n):
    """Damage n folders and load each; return how many were refused and how many can be used."""
    counts = {"refused": 0, "usable": 0}
    for number in range(first, first + n):
        generator, path = np.random.default_rng([14, number]), tmp_path / f"d{number}"
        district(path)
        for _ in range(int(generator.integers(1, 3))):
            damage(path, generator)
        try:
            parameters = load_scenario(path).parameters
            if parameters.district_data.numbers("residents").sum() < 20_000:
                build_town(parameters, Streams(1))
            counts["usable"] += 1
        except InputProblems as error:
            counts["refused"] += 1
            for problem in error.problems:
                assert problem.where and problem.key and problem.allowed, (number, problem)
                assert str(path) in problem.where or problem.where in ("scenario",), (number, problem)
            assert all(line.isprintable() for line in error.lines("zh")), number
        except Exception as error:
            raise AssertionError(f"folder {number}: {error!r}") from error
        shutil.rmtree(path)
    return counts


def test_dozens_of_damaged_folders(tmp_path):
    counts = answers(tmp_path, 0, 60)
    assert counts["refused"] > 25 and counts["usable"] > 3, counts


@pytest.mark.slow
def test_a_thousand_damaged_folders(tmp_path):
    counts = answers(tmp_path, 1000, 1000)
    assert counts["refused"] > 500 and counts["usable"] > 50, counts


def test_the_command_line_leaves_with_status_2(tmp_path, capsys):
    from coprod.interfaces.cli import app

    path = folder(tmp_path / "d", communities="name,residents\na,many\n")
    for words in (["run", str(path)], ["district", "check", str(path)], ["district", "show", str(path)],
                  ["compare", str(path), "baseline"], ["province", str(path)], ["district", "check", str(tmp_path / "none")],
                  ["district", "new", str(path)]):
        with pytest.raises(SystemExit) as left:
            app(words)
        told = capsys.readouterr()
        assert left.value.code == BAD_INPUT and not told.out and "Traceback" not in told.err, words
        assert "new" in words or "none" in words[-1] or "communities.csv:2: residents = 'many'" in told.err
