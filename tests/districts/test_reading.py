"""Tables are read as people save them: any encoding, separator, heading and way to write a number that means the same."""

import json
import pickle
import sys

import numpy as np
import pytest

from coprod.districts import read_district, write_tables
from coprod.laboratory.simulate import parameters_of, values_of
from coprod.parameters import Parameters, load_scenario
from coprod.text.problems import InputProblems
from tests.districts.folders import WHOLE, folder, in_chinese, text_of, town_of


def mistakes(path):
    with pytest.raises(InputProblems) as caught:
        Parameters.load(path)
    return caught.value


def test_the_same_table_in_all_dresses(tmp_path):
    plain = read_district(folder(tmp_path / "en", communities=WHOLE)).data
    chinese = text_of(in_chinese(WHOLE))
    for name, text, encoding in (
            ("gb18030", chinese, "gb18030"), ("bom", chinese, "utf-8-sig"), ("utf16", chinese, "utf-16"),
            ("semicolons", text_of(WHOLE).replace(",", ";"), "utf-8"), ("tabs", chinese.replace(",", "\t"), "gb18030"),
            ("comments", "# a comment, with a comma\n\n" + text_of(WHOLE) + ",,,\n", "utf-8"),
            ("capitals", text_of(WHOLE).replace("residents", " Residents (people) ").replace("elder_", "Elder "), "utf-8"),
            ("crlf", text_of(WHOLE).replace("\n", "\r\n"), "gb18030"),
            ("digits", text_of(WHOLE).replace("1200", '"1,200人"').replace("800", "８００"), "utf-8")):
        found = read_district(folder(tmp_path / name, encoding, communities=text)).data
        assert found == plain and hash(found) == hash(plain) and found.digest() == plain.digest(), name


def test_a_workbook_of_excel_says_the_same(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in in_chinese(WHOLE):
        book.active.append(row)
    folder(tmp_path / "book")
    book.save(tmp_path / "book" / "communities.xlsx")
    assert read_district(tmp_path / "book").data == read_district(folder(tmp_path / "en", communities=WHOLE)).data
    (tmp_path / "book" / "communities.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    assert "cannot be read" in str(mistakes(tmp_path / "book"))


def test_what_excel_needs_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (folder(tmp_path / "book") / "communities.xlsx").write_bytes(b"PK\x03\x04")
    assert "pip install 'coprod[excel]'" in str(mistakes(tmp_path / "book"))


def test_every_heading_leads_to_its_column():
    from coprod.districts.columns import plain, tables

    for table in tables().values():
        seen = {}
        for key, column in table.columns.items():
            for word in (key, column.zh, *column.also):
                assert table.column_of(word) == key, (table.name, word)
                assert seen.setdefault(plain(word), key) == key, word
            for code, words in column.codes.items():
                assert all(column.code_of(word) == code for word in (code, *words))


def test_all_mistakes_are_told_at_once_with_file_row_column_value_and_remedy(tmp_path):
    path = folder(tmp_path / "bad", "gb18030", communities="""社区名称,居民数,户数,老年人占比,小区类型,电梯数,lattitude
甲,很多,12,23,旧的小区,3.5,
甲,900,,120%,老旧,-1,
丙,,,,,,
合计,900,,,,,39.9
""")
    found = [str(problem) for problem in mistakes(path).problems]
    for line, heading, value in ((2, "居民数", "很多"), (2, "老年人占比", "23"), (2, "小区类型", "旧的小区"),
                                 (2, "电梯数", "3.5"), (3, "老年人占比", "120%"), (3, "电梯数", "-1")):
        assert any(f"communities.csv:{line}: {heading} = '{value}'" in one for one in found), (line, heading, found)
    assert any("lattitude" in one and "Did you mean latitude?" in one for one in found)
    assert any("write 0.23 or 23%" in one for one in found)
    assert len(found) == 7
    assert all("居民数" not in line or "只能取" in line for line in mistakes(path).lines("zh"))


def test_contradictions_are_told_once_every_cell_is_allowed(tmp_path):
    path = folder(tmp_path / "bad", communities=[
        ("name", "residents", "street", "district", "households", "elders", "elder_share", "buildings", "lifts", "longitude",
         "latitude"),
        ("a", 100, "N", "D", 120, 10, 0.5, 1, 1, 116, 39), ("A ", 100, "N", "E", 40, 200, "", 41, 50, 116, ""),
        ("Total", 200, "S", "E", "", "", "", "", "", "", "")])
    found = [str(problem) for problem in mistakes(path).problems]
    for part in (":2: households = 120: allowed are at most 100, its residents", ":2: elder_share = 0.5: the count",
                 ":3: name = 'A': line 2 has the same name", ":3: elders = 200: allowed are at most 100",
                 ":3: buildings = 41: allowed are at most 40, its households", ":3: lifts = 50: allowed are at most 40",
                 ":3: latitude: longitude and latitude belong together", ":3: district = 'E': line 2 puts the street N into D",
                 ":4: name = 'Total': this row adds others up"):
        assert any(part in one for one in found), (part, found)
    assert len(found) == 9


@pytest.mark.parametrize(("content", "told"), [
    (b"\xff\xfe\x00", "neither UTF-8 nor GB18030"), (b"\x81", "neither UTF-8 nor GB18030"), (b"", "it has no rows"),
    (b"name,residents\n", "it has no rows"),
    (b"PK\x03\x04rest", "it is a workbook of Excel"), (b"name,residents\na\0,5\n", "NUL"),
    (b"name\na\n", "residents: this column is needed"), (b"name,residents\na,10\n", "allowed are 50 to 35,000,000 residents"),
    (b"name,residents,name\na,100,b\n", "has given the column name already"),
    (b"name,residents,street\na,100,\nb,100,N\n", "for every row or for none"), (b"name,residents\na,1e999\n", "1e999"),
    (b"name,residents\n" + b"x" * 300 + b",100\n", "at most 200 characters")])
def test_files_that_cannot_be_read(tmp_path, content, told):
    (tmp_path / "communities.csv").write_bytes(content)
    assert told in str(mistakes(tmp_path))


def test_files_that_nothing_reads_are_told(tmp_path):
    path = folder(tmp_path / "d", communities=WHOLE, comunities=WHOLE)
    assert "Did you mean communities.csv?" in str(mistakes(path))
    assert "a district needs this table" in str(mistakes(folder(tmp_path / "none")))


def test_doubtful_figures_and_unused_columns_are_noted(tmp_path):
    path = folder(tmp_path / "d", communities=[("name", "residents", "households", "area", "备注"),
                                               ("a", 900, 30, 0.0009, "x"), ("b", 900, 400, 0.3, "")])
    notes = [str(note.text) for note in read_district(path).notes]
    assert any("备注" in note for note in notes) and any("1,000,000 people per km²" in note for note in notes)
    assert any("30 residents per household" in note for note in notes) and len(notes) == 3


def test_data_survive_files_processes_and_workers(tmp_path):
    path = folder(tmp_path / "whole", "gb18030", communities=in_chinese(WHOLE))
    parameters = Parameters.load(path).replace({"points.reward": 7.0})
    write_tables(parameters.district_data, tmp_path / "again")
    assert read_district(tmp_path / "again").data == parameters.district_data
    (tmp_path / "inline.toml").write_text(parameters.to_toml(), encoding="utf-8")
    (tmp_path / "beside.toml").write_text(parameters.to_toml("again"), encoding="utf-8")
    for same in (Parameters.load(tmp_path / "inline.toml"), Parameters.load(tmp_path / "beside.toml"),
                 pickle.loads(pickle.dumps(parameters)), parameters_of(values_of(parameters), "run"),
                 Parameters.model_validate_json(parameters.canonical()), parameters.replace({"points.reward": 6.0}).replace(
                     {"points.reward": 7.0})):
        assert same == parameters and same.digest() == parameters.digest() and hash(same) == hash(parameters)
    assert parameters != parameters.replace({"points.reward": 6.0})
    other = Parameters.load(folder(tmp_path / "other", communities=(*WHOLE[:4], (*WHOLE[4][:3], 611, *WHOLE[4][4:]))))
    assert other.digest() != Parameters.load(path).digest()


def test_digests_of_scenarios_are_those_of_before():
    assert Parameters().digest() == "f7c809dc6876cc78fa96a0b5"
    assert "district_data" not in Parameters().canonical()


def test_settings_of_a_district_and_of_what_it_extends(tmp_path):
    path = folder(tmp_path / "d", communities=[("name", "residents", "elder_share"), ("a", 200, 0.2), ("b", 300, 0.3)])
    (tmp_path / "base.toml").write_text("[town]\nelders_old = 0.5\ncommunities = 40\n[points]\nreward = 9.0\n")
    (path / "district.toml").write_text(
        f'[scenario]\ntitle_en = "Two"\nextends = "{tmp_path / "base.toml"}"\n[town]\nhousehold_size = 2.0\n')
    case = load_scenario(path)
    assert (case.name, case.title_en) == ("d", "Two")
    assert case.parameters.points.reward == 9.0 and case.parameters.town.household_size == 2.0
    assert case.parameters.town.communities == 2 and case.parameters.town.elders_old == Parameters().town.elders_old
    (path / "district.toml").write_text("[town]\nelders_old = 0.5\ncommunities = 40\n")
    told = str(mistakes(path))
    assert "town.elders_old = 0.5: has no effect: the column communities.elder_share is given for every row" in told
    assert "town.communities = 40: the tables of the district say 2" in told
    with pytest.raises(InputProblems, match="has no effect"):
        case.parameters.replace({"town.elders_new": 0.1})


def test_another_scenario_extends_a_district(tmp_path):
    path = folder(tmp_path / "d", communities=WHOLE)
    (tmp_path / "policy.toml").write_text(f'[scenario]\nextends = "{path}"\n[points]\nreward = 9.0\n')
    (tmp_path / "tables.toml").write_text('[scenario]\ntables = "d"\n[points]\nreward = 9.0\n')
    one, two = Parameters.load(tmp_path / "policy.toml"), Parameters.load(tmp_path / "tables.toml")
    assert one == two and one.points.reward == 9.0
    assert one.district_data == Parameters.load(path).district_data


def square(name, east, north, side=0.01):
    ring = [[east, north], [east + side, north], [east + side, north + side], [east, north + side], [east, north]]
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_a_map_sets_places_and_is_kept_to_the_bit(tmp_path):
    path = folder(tmp_path / "d", communities=[("name", "residents"), ("a", 200), ("b", 200)])
    features = [square("b", 116.02, 39.91), square("a", 116.0, 39.9)]
    (path / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    parameters, town = town_of(path)
    data = parameters.district_data
    assert len(data.shapes) == 2 and data.shapes[0][0].shape == (5, 2)
    assert town.communities.east[1] - town.communities.east[0] == pytest.approx(2 * 1.112 * np.cos(np.radians(39.91)), abs=0.002)
    assert town.communities.north[0] == pytest.approx(0.556, abs=0.001)
    write_tables(data, tmp_path / "again")
    (tmp_path / "again.toml").write_text(parameters.to_toml("again"), encoding="utf-8")
    assert Parameters.load(tmp_path / "again.toml") == parameters == parameters_of(values_of(parameters), "run")
    (path / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features[:1]}))
    assert "a: " in str(mistakes(path))
    (tmp_path / "again" / "map_km.json").write_text('{"places": [[1]], "shapes": 3}')
    assert "map_km.json" in str(mistakes(tmp_path / "again.toml"))
