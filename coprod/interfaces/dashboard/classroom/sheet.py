"""The sheet of results that a trainer may keep: a page to print and a table, made when asked for and stored nowhere."""

from __future__ import annotations

from html import escape
from typing import Any

from coprod.interfaces.dashboard.changes import amount
from coprod.interfaces.dashboard.classroom import year
from coprod.interfaces.dashboard.classroom.room import Room, Round
from coprod.interfaces.dashboard.classroom.views import policies, result_in
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.text.glossary import Language, translate

_STYLE = """body{font:16px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;max-width:52em;
margin:2em auto;padding:0 1em;color:#1a2230}h1{font-size:1.5em}
h2{font-size:1.15em;margin-top:2em}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #b9c0cb;padding:.35em .6em;text-align:left}td.n{text-align:right;font-variant-numeric:tabular-nums}
tr.right td{font-weight:700;background:#e3f4e6}i{display:block;height:.9em;background:#5a7fb5}section{break-inside:avoid}"""


def sheet(room: Room, lang: Language) -> dict[str, Any]:
    """Return the rounds that were revealed: a page (HTML) and a table (rows of cells)."""
    rounds = [one for one in room.rounds if one.was_revealed and one.result is not None and "problem" not in one.result]
    facts = translate("class.sheet_facts", lang, members=len(room.members), groups=room.n_groups, rounds=len(rounds))
    body = [f"<h1>{escape(translate('class.sheet', lang))}</h1><p>{escape(facts)}</p>"]
    heads = ("round", "lesson", "what", "answer", "n", "right")
    rows: list[list[Any]] = [[translate(f"class.sheet_{name}", lang) for name in heads]]
    for one in rounds:
        lesson = find_lesson(one.lesson)
        title = lesson.title[lang] if lesson else year.asked(one, lang)["title"] if one.kind == "year" else one.lesson
        make = {"bet": _bets, "policy": _policies, "year": _year}[one.kind]
        html, table = make(one, lang)
        body.append(f"<section><h2>{one.number}. {escape(title)}</h2>{html}</section>")
        rows += [[one.number, title, *row] for row in table]
    body.append(f"<p><small>{escape(translate('class.sheet_source', lang))}</small></p>")
    page = (f"<!doctype html><html lang='{'zh-CN' if lang == 'zh' else 'en'}'><meta charset='utf-8'>"
            f"<title>{escape(translate('class.sheet', lang))}</title><style>{_STYLE}</style><body>{''.join(body)}</body></html>")
    return {"html": page, "rows": rows, "rounds": len(rounds)}


def _bets(one: Round, lang: Language) -> tuple[str, list[list[Any]]]:
    lesson, result = find_lesson(one.lesson), result_in(one, lang) or {}
    assert lesson is not None and lesson.question is not None
    most = max([1, *one.histogram])
    lines, rows = [], []
    for i, (choice, n) in enumerate(zip(lesson.question.choices, one.histogram, strict=True)):
        is_right = i == result["right"]
        mark = "✓ " if is_right else ""
        lines.append(f"<tr{' class=right' if is_right else ''}><td>{mark}{escape(choice.text[lang])}</td><td class=n>{n}</td>"
                     f"<td style='width:40%'><i style='width:{100 * n / most:.0f}%'></i></td></tr>")
        rows.append([lesson.question.text[lang], choice.text[lang], n, mark.strip()])
    head = f"<p>{escape(lesson.question.text[lang])}</p><p><b>{escape(result['headline'])}</b></p>"
    return f"{head}<table>{''.join(lines)}</table>", rows


def _policies(one: Round, lang: Language) -> tuple[str, list[list[Any]]]:
    result = result_in(one, lang) or {}
    assert {policy["group"] for policy in policies(one, lang)} <= {row["group"] for row in result["rows"]}
    heads = [translate("class.group", lang), translate("class.policy", lang),
             *(f"{column['label']} ({column['unit']})" if column["unit"] else column["label"] for column in result["columns"])]
    lines, rows = [f"<tr>{''.join(f'<th>{escape(head)}</th>' for head in heads)}</tr>"], []
    for row in result["rows"]:
        who = group_name(row["group"], lang)
        cells = ["–" if cell is None else amount(cell) for cell in row["cells"]]
        lines.append(f"<tr><td>{escape(who)}</td><td>{escape(row['policy'])}</td>"
                     f"{''.join(f'<td class=n>{cell}</td>' for cell in cells)}</tr>")
        rows += [[f"{who}: {row['policy']}", head, cell, ""] for head, cell in zip(heads[2:], cells, strict=True)]
    return f"<p>{escape(translate('class.one_storm', lang))}</p><table>{''.join(lines)}</table>", rows


def _year(one: Round, lang: Language) -> tuple[str, list[list[Any]]]:
    result, quarter = result_in(one, lang) or {}, year.asked(one, lang)["text"]
    heads = [f"{column['label']} ({column['unit']})" if column["unit"] else column["label"] for column in result["columns"]]
    names = [column["name"] for column in result["columns"]]
    first = (translate("class.group", lang), translate("director.plan_head", lang), *heads)
    lines, rows = [f"<tr>{''.join(f'<th>{escape(head)}</th>' for head in first)}</tr>"], []
    for row in result["rows"]:
        who = group_name(row["group"], lang)
        cells = ["–" if row["cells"][name] is None else f"{row['cells'][name]:,.6g}" for name in names]
        is_best = row["group"] == result["best"]
        lines.append(f"<tr{' class=right' if is_best else ''}><td>{'★ ' if is_best else ''}{escape(who)}</td>"
                     f"<td>{escape(row['plan'])}</td>{''.join(f'<td class=n>{cell}</td>' for cell in cells)}</tr>")
        rows += [[f"{quarter} · {who}: {row['plan']}", head, cell, "★" if is_best else ""]
                 for head, cell in zip(heads, cells, strict=True)]
    said = f"<p><b>{escape(result['headline'])}</b></p>" if result["headline"] else ""
    return (f"<p>{escape(quarter)}</p>{said}<p>{escape(translate('class.one_storm', lang))}</p>"
            f"<table>{''.join(lines)}</table>", rows)


def group_name(group: int, lang: Language) -> str:
    """Return what a row of the table is called; 0 is the town that nobody changed."""
    return translate("class.nobody", lang) if group == 0 else translate("class.group_n", lang, n=group)
