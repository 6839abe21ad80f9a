"""Help and errors of the command line in Chinese: no blanks after full-width marks, no English of the frameworks."""

import os
import re
import subprocess
import sys

COMMANDS = ("", "run", "compare", "sweep", "validate", "dashboard")
MISTAKES = {
    ("run", "--nope"): "--nope：没有这个选项", ("run", "--days", "0"): "只能取1到36500的整数", ("nope",): "nope：没有这个命令",
    ("compare",): "不可缺少", ("run", "--days"): "须给出值",
}


def said(*words):
    """Return what the command prints, on a screen of the usual width."""
    done = subprocess.run([sys.executable, "-m", "coprod", *words], capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, "COPROD_LANG": "zh", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"})
    return done.returncode, done.stdout + done.stderr


def test_no_blank_follows_a_full_width_mark_and_nothing_stays_english():
    for command in COMMANDS:
        status, text = said(*filter(None, [command]), "--help")
        assert status == 0 and "用法：" in text
        assert not re.search(r"[，；：、（“] +[^\s│]", text), command
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", text), command
        assert not re.search(r"\[required\]|Usage|Show this|Arguments|Options|Commands", text), command


def test_mistakes_are_told_in_chinese_with_status_2():
    for words, wanted in MISTAKES.items():
        status, text = said(*words)
        assert status == 2 and wanted in text, (words, text)
