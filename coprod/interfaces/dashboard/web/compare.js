// More than two: the policies that were kept beside those of both worlds, in small multiples on one scale, and a table.

import { h, csv, download } from "./dom.js";
import { t, number, brief, views } from "./kit.js";

const W = 250;
const H = 112;
const PAD = { left: 40, right: 8, top: 10, bottom: 20 };

views.compare = (part) => ({
  tree: () => {
    const { data } = part;
    if (!data.policies) return h("div", { class: "no-compare" });
    return h(
      "section",
      { class: "compare card", "aria-label": t("pins.title") },
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, t("pins.title")),
        data.rows.length > 0 &&
          h(
            "button",
            { class: "tiny", onclick: () => download("coprod-policies.csv", csv(cellsOf(data)), "text/csv;charset=utf-8") },
            "CSV",
          ),
      ),
      h(
        "ul",
        { class: "policies" },
        data.policies.map((one) => policy(one, part)),
      ),
      data.busy && h("p", { class: "hint", role: "status" }, t("pins.busy")),
      data.charts.map((chart) => multiples(chart, data)),
      data.rows.length > 0 && table(data),
      data.rows.length > 0 && h("p", { class: "hint" }, t(data.many ? "pins.basis_many" : "pins.basis_one", { n: data.seeds })),
    );
  },
});

function policy(one, part) {
  return h(
    "li",
    { key: one.letter },
    badge(one.letter),
    h("span", { class: "policy-name" }, h("strong", {}, one.name), one.words && ` · ${one.words}`),
    one.pin !== null && [
      h("button", { class: "tiny", onclick: () => part.send({ do: "take", number: one.pin }) }, t("pins.take")),
      h(
        "button",
        {
          class: "tiny",
          "aria-label": t("pins.drop", { letter: one.letter.toUpperCase() }),
          title: t("pins.drop", { letter: one.letter.toUpperCase() }),
          onclick: () => part.send({ do: "unpin", number: one.pin }),
        },
        "×",
      ),
    ],
  );
}

function badge(letter) {
  return h("span", { class: `badge badge-${letter}` }, letter.toUpperCase());
}

/** One series under every policy: a chart each, all on the same scale, A drawn faintly in the others. */
function multiples(chart, data) {
  const all = chart.lines.flat().filter((value) => value !== null);
  const low = Math.min(0, ...all);
  const high = Math.max(0, ...all) || 1;
  return h(
    "figure",
    { class: "multiples", key: chart.name },
    h("figcaption", {}, h("strong", {}, chart.label), chart.beside && h("span", { class: "unit" }, ` ${chart.beside}`)),
    h(
      "div",
      { class: "multiples-row" },
      chart.lines.map((line, i) => small(chart, line, data, i, low, high)),
    ),
  );
}

function small(chart, line, data, i, low, high) {
  const { letter } = data.policies[i];
  const x = (n) => PAD.left + ((W - PAD.left - PAD.right) * n) / Math.max(1, line.length - 1);
  const y = (value) => H - PAD.bottom - ((H - PAD.top - PAD.bottom) * (value - low)) / (high - low || 1);
  const path = (values) =>
    values
      .map((value, n) => (value === null ? "" : `${n && values[n - 1] !== null ? "L" : "M"}${x(n).toFixed(1)} ${y(value).toFixed(1)}`))
      .join("");
  const last = line.findLast((value) => value !== null);
  return h(
    "svg",
    {
      class: "lines small",
      viewBox: `0 0 ${W} ${H}`,
      role: "img",
      "aria-label": t("pins.alt", { label: chart.label, letter: letter.toUpperCase(), value: number(last), unit: chart.unit }),
    },
    [low, high].map((value) => [
      h("line", { class: "grid", x1: PAD.left, x2: W - PAD.right, y1: y(value), y2: y(value) }),
      h("text", { class: "tick", x: PAD.left - 5, y: y(value) + 4, "text-anchor": "end" }, brief(value)),
    ]),
    h("text", { class: "tick", x: PAD.left, y: H - 5 }, t("charts.day", { n: 0 })),
    h("text", { class: "tick", x: W - PAD.right, y: H - 5, "text-anchor": "end" }, t("charts.day", { n: data.days - 1 })),
    i > 0 && h("path", { class: "line ghost", d: path(chart.lines[0]) }),
    h("path", { class: `line line-${letter}`, d: path(line) }),
    h("text", { class: `line-name line-name-${letter}`, x: PAD.left + 6, y: PAD.top + 12 }, letter.toUpperCase()),
  );
}

function table(data) {
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "policies-table" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("changes.outcome")),
          data.policies.map((one) => h("th", { scope: "col" }, badge(one.letter))),
        ),
      ),
      h(
        "tbody",
        {},
        data.rows.map((row) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, row.label, row.beside && h("span", { class: "unit" }, ` (${row.beside})`)),
            row.cells.map((cell, i) =>
              h(
                "td",
                { class: cell.good === null || !i ? "" : cell.good ? "good" : "bad" },
                number(cell.value),
                i > 0 && h("span", { class: "against" }, cell.short),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function cellsOf(data) {
  const letters = data.policies.map((one) => one.letter.toUpperCase());
  const against = letters.slice(1);
  const spans = data.many ? against.flatMap((letter) => [`${letter} − A: ${t("changes.low")}`, `${letter} − A: ${t("changes.high")}`]) : [];
  return [
    [t("changes.outcome"), t("changes.unit"), ...letters, ...spans],
    ...data.rows.map((row) => [
      row.label,
      row.unit,
      ...row.cells.map((cell) => cell.value ?? ""),
      ...(data.many ? row.cells.slice(1).flatMap((cell) => [cell.low ?? "", cell.high ?? ""]) : []),
    ]),
  ];
}
