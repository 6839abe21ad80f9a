"""Names and prose use the field's words: the private dialect of earlier versions does not come back.

A word that the field uses in another sense may be let in by name and file in :data:`ALLOWED`.
"""

import io
import re
import subprocess
import tokenize
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXEMPT = ("CHANGELOG.md", "coprod/kernel/renamed.py", "tests/lint/*", "tests/base/test_renamed.py", "*/findings.toml")

NAMES = set(
    "luck lucky told tell hear say sift leaning odometer almanac diary drawer awaken n_awake glimpse glimpses chronicle "
    "chronicles gift gifts evidence chapter chapters slow_stocks be_put_off come_in_vain guide_the_surge unfold stands "
    "birth_factor print_chapters Told Diary Drawer Almanac Episode Circumstances Everyday EverydayState SlowStocks "
    "Evidence Chapter Chronicle Evening Gift Glimpse Mishap Here WARDS ward".split()
)
"""Identifiers that nothing in the package may bear."""

WORDS = (
    r"\bluck\b", r"\banecdote\b", r"\bleave to act\b", r"\blive through\b", r"\bnone to measure\b", r"\bto be mended\b",
    r"\blive apart\b", r"\bHold the default town against\b", r"\bnot a bit of\b", r"\bWhat lay hidden\b",
    r"\bWho was left waiting\b", r"\bform alone\b", r"\bInterlocked they\b", r"\bIdle though able\b",
    r"\boutgrew (?:their|its) owner\b", r"\bnobody had to sign\b", r"\btold in chapters\b", r"\bodometer\b",
    r"\bseed papers?\b", r"\bone word too many\b", r"\bleave was (?:asked|given)\b", r"\bneeded leave\b", r"\bsinks? in\b",
    r"\bwhat it all cost\b", r"\bwhat a run comes to\b", r"\blet it run\b", r"\bto take apart\b", r"\bdoes not row\b",
    "运气", "办事台", "无可计量", "条生命", "奈特", "徒具形式", "互通有无", "何以至此", "先下注", "讲述发生了什么",
    "谁信了", "断了什么", "被落下", "经验事实", "种子文献", "五份文献", "城乡接合部", "吹哨人", "签章", "签字", "一共花费多少",
    "准予", "旧闻不再传", "让它发生",
)
"""What no prose, label, tip or document may say, in capitals or not."""

ALLOWED = {
    ("told", "coprod/linkage/information.py"): "the name of a field of the records of notices",
    ("tell", "coprod/laboratory/search.py"): "Optuna's method",
    ("tell", "coprod/laboratory/stages/profile.py"): "Optuna's method",
}


def files(*endings):
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout of the repository")
    return [name for name in listed.stdout.split() if name.endswith(endings) and (ROOT / name).exists()
            and not any(fnmatch(name, exempt) for exempt in EXEMPT)]


def test_no_name_of_the_package_is_of_the_dialect():
    found = []
    for name in files(".py"):
        if name.startswith("coprod/"):
            with (ROOT / name).open(encoding="utf-8") as file:
                found += [f"{name}:{token.start[0]}: {token.string}" for token in tokenize.generate_tokens(file.readline)
                          if token.type == tokenize.NAME and token.string in NAMES
                          and (token.string, name) not in ALLOWED]
    assert not found, "\n".join(found)


def test_no_text_is_of_the_dialect():
    found = []
    for name in files(".py", ".toml", ".md", ".js"):
        if name.startswith("tests/"):
            continue
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), start=1):
            if not is_quotation(name, line) and (word := banned(line)):
                found.append(f"{name}:{number}: {word[0]}")
    assert not found, "\n".join(found)


def banned(line):
    return re.search("|".join(WORDS), line, re.IGNORECASE)


def is_quotation(name, line):
    """Tell whether a line quotes a source word for word, or is the key of a purpose of randomness."""
    of_a_source = line.startswith("quote") or (line.startswith("| ") and "src:" in line)
    return of_a_source or (name.endswith("kernel/purposes.py") and " = " in line)


def test_the_lint_finds_what_it_is_for():
    tokens = tokenize.generate_tokens(io.StringIO("luck = chapter").readline)
    assert sum(token.string in NAMES for token in tokens) == 2
    assert banned("the same luck") and banned("Live Through it") and banned("每级签字人数") and not banned("lucky")
    assert {"README.md", "README.zh.md"} <= set(files(".md"))
    assert is_quotation("rows/x.toml", 'quote = "城乡接合部"') and not is_quotation("a.md", "luck")
