"""From templates to a first comparison by the commands alone; studies, sweeps and provinces of districts."""

import json
import shutil

import numpy as np
import pytest

from coprod.interfaces.cli import app
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.study import Study
from coprod.parameters import Parameters
from tests.districts.folders import WHOLE, folder, in_chinese, text_of


def said(capsys, *words):
    try:
        app([str(word) for word in words], standalone_mode=False)
    except SystemExit as left:
        assert not left.code, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_templates_are_filled_in_checked_shown_and_run(tmp_path, capsys, language):
    path = tmp_path / "mine"
    assert "communities.csv" in said(capsys, "district", "new", path, "--lang", language)
    template = (path / "communities.csv").read_text(encoding="utf-8-sig")
    assert template.count("# ") == 21
    assert "1" in said(capsys, "district", "check", path, "--lang", language)
    for optional in (path / "templates").iterdir():  # every template can be used as it is, but for names of places
        shutil.move(optional, path)
    shown = said(capsys, "district", "show", path, "--lang", language)
    assert "5,200" in shown and "town.districts = 1" in shown and "weather.csv" in shown.replace("\n", "")
    assert Parameters.load(path).district_data.is_complete("rain", "weather")


def test_show_says_what_falls_back_to_which_default(tmp_path, capsys):
    path = folder(tmp_path / "d", "gb18030", communities=in_chinese(
        [("name", "residents", "elder_share"), ("a", 900, 0.2), ("b", 700, "")]))
    shown = said(capsys, "district", "show", path, "--lang", "en")
    for part in ("residents ← 居民数", "1,600", "1 / 2", "elder_share (1 rows): town.elders_old = 0.34",
                 "lifts (none of 2 rows): town.lifts_old = 1", "stores.csv: reserve.street", "Digest of the data: "):
        assert part in shown, (part, shown)
    assert "elders (" not in shown


def messy(path):
    """Write a folder as an office would hand it over: forty communities, GB18030, gaps, units, remarks, rows out of order."""
    generator, rows = np.random.default_rng(40), []
    for i in range(40):
        residents = int(generator.integers(40, 160))
        rows.append([f"第{i + 1}社区", f"{residents:,}人" if i % 3 else residents, "东西南北"[i % 4] + "街道",
                     residents // 3 if i % 5 else "—",
                     f"{generator.integers(10, 40)}%" if i % 4 else "不详", ("老旧", "商品房", "城中村", "")[i % 4],
                     generator.integers(0, 9) if i % 2 else "", "备注，含逗号" if i == 7 else ""])
    heading = ["社区名称", "常住人口", "所属街道", "户数", "老龄化率", "小区类型", "电梯台数", "备注"]
    return folder(path, "gb18030", communities=[heading, *rows], streets=[("街道名称", "类型"), ("东街道", "产业园区")],
                  weather=[("日期", "降雨量"), ("2024/1/3", "88.5")])


def test_forty_messy_communities_up_to_a_first_comparison(tmp_path, capsys):
    path = messy(tmp_path / "区")
    assert "40个社区" in said(capsys, "district", "check", path, "--lang", "zh")
    assert "备注" in said(capsys, "district", "show", path, "--lang", "zh")
    (tmp_path / "more.toml").write_text(f'[scenario]\ntables = "{path.name}"\n[points]\nreward = 12.0\n', encoding="utf-8")
    found = json.loads(said(capsys, "compare", path, tmp_path / "more.toml", "--replications", "2", "--days", "40", "--json"))
    assert found["first"] == "区" and found["comparisons"][0]["second"] == "more"
    assert found["comparisons"][0]["outcomes"]["participation_rate"]["mean"] > 0


def test_a_run_of_a_district_can_be_made_again_from_its_folder(tmp_path, capsys):
    path = folder(tmp_path / "d", communities=WHOLE)
    first = json.loads(said(capsys, "run", path, "--days", "30", "--json", "--out", tmp_path / "out"))
    again = json.loads(said(capsys, "run", tmp_path / "out" / "parameters.toml", "--days", "30", "--json"))
    assert first["outcomes"] == again["outcomes"] and first["scenario"] == "d" and first["residents"] == 4000
    kept = json.loads((tmp_path / "out" / "provenance.json").read_text())
    assert kept["district_data"] == Parameters.load(path).district_data.digest()
    assert (tmp_path / "out" / "district" / "communities.csv").exists()


def test_a_study_names_several_districts_and_its_workers_get_the_tables(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "here", communities=WHOLE)
    folder(tmp_path / "there", communities=WHOLE[:3])
    (tmp_path / "study.toml").write_text(
        'question = "Which?"\nscenario = ["here", "there"]\ndays = 20\nreplications = 2\n'
        'outcomes = ["participation_rate"]\n[levers]\n"points.reward" = [2.0, 8.0]\n')
    study = Study.read(tmp_path / "study.toml")
    assert study.n_points == 4 and study.values(0)["district_data"]["communities"]["name"][0] == "Willow Lane"
    shutil.rmtree(tmp_path / "there")  # what is embedded needs no file any more
    results = sweep(study, tmp_path / "out", Options(workers=0))
    runs = results.runs
    assert len(runs) == 8 and (runs.status == "ok").all()
    means = runs.groupby("scenario").participation_rate.mean()
    assert means["here"] != means["there"]


def test_quick_studies_keep_the_size_of_a_district(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "here", communities=WHOLE)
    (tmp_path / "study.toml").write_text(
        'question = "Which?"\nscenario = ["here", "baseline"]\noutcomes = ["participation_rate"]\n'
        '[levers]\n"points.reward" = [2.0, 8.0]\n')
    study = Study.read(tmp_path / "study.toml", quick=True)
    by_scenario = [study.values(point).get("town.communities") for point in range(study.n_points)]
    assert sorted(by_scenario) == [2, 2, 4, 4]


def test_a_table_that_grew_is_another_run(tmp_path):
    def keys(rows):
        path = folder(tmp_path / "d", communities=text_of(rows))
        (tmp_path / "study.toml").write_text(
            f'question = "?"\nscenario = "{path}"\noutcomes = ["participation_rate"]\n'
            '[levers]\n"points.reward" = [2.0, 8.0]\n')
        return Study.read(tmp_path / "study.toml").digests()
    assert keys(WHOLE) == keys(WHOLE) and not set(keys(WHOLE)) & set(keys(WHOLE[:4]))
