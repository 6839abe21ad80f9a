// What a study found: every policy with its interval, what matters most, cost against loss.

import { h, download } from "./dom.js";
import { t, number, brief, narrow } from "./kit.js";
import { chartTools, tableOf } from "./tools.js";

/** Draw everything that was found about one outcome. */
export function found(data, set, local, turn, part) {
  const { found: f } = data;
  const rows = [
    [
      ...f.factors.map((one) => one.label),
      `${f.label} (${f.unit})`,
      t("changes.difference"),
      t("changes.low"),
      t("changes.high"),
      "n",
    ],
    ...f.rows.map((row) => [
      ...row.levels,
      number(row.mean),
      row.reference ? "" : number(row.difference),
      row.reference ? "" : number(row.low),
      row.reference ? "" : number(row.high),
      String(row.n),
    ]),
  ];
  return [
    h(
      "div",
      { class: "card lab-top" },
      h("div", {}, h("h2", {}, f.question), h("p", { class: "hint" }, t("lab.made", { n: f.runs })),
        f.left_out.map((text) => h("p", { class: "hint" }, text))),
      h(
        "label",
        { class: "field" },
        t("lab.show"),
        h(
          "select",
          { value: f.outcome, onchange: (event) => set({ outcome: event.target.value }) },
          f.outcomes.map((one) => h("option", { value: one.name }, one.label)),
        ),
      ),
      h(
        "div",
        { class: "lab-files" },
        h(
          "button",
          { class: "tiny", onclick: () => download("runs.csv", "\ufeff" + f.files.csv, "text/csv;charset=utf-8") },
          t("lab.runs_csv"),
        ),
        f.files.parquet.byteLength > 0 &&
          h(
            "button",
            { class: "tiny", onclick: () => download("runs.parquet", new Blob([f.files.parquet])) },
            "Parquet",
          ),
        h("button", { class: "tiny", onclick: () => download("study.toml", f.files.study) }, "TOML"),
        data.report.byteLength > 0
          ? h(
              "button",
              { class: "tiny", onclick: () => download("report.html", new Blob([data.report], { type: "text/html" })) },
              `⤓ ${t("lab.report_save")}`,
            )
          : h(
              "button",
              { class: "tiny", onclick: () => part.send({ do: "report" }) },
              t("lab.report"),
            ),
      ),
    ),
    h(
      "figure",
      { class: "card" },
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, t("lab.means", { label: f.label })),
        chartTools(part, `means-${f.outcome}`, {
          table: local.tables.has("means"),
          turn: () => turn("means"),
          rows: () => rows,
        }),
      ),
      means(f),
      local.tables.has("means") && tableOf(rows),
      h("p", { class: "hint" }, t("lab.means_hint")),
      f.none_clear && h("p", { class: "sentence" }, t("lab.none_clear", { label: f.label })),
    ),
    f.ranking.length > 1 &&
      h(
        "figure",
        { class: "card" },
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, t("lab.ranking")),
          chartTools(part, "ranking", {
            table: local.tables.has("ranking"),
            turn: () => turn("ranking"),
            rows: () => rankingRows(f),
          }),
        ),
        ranking(f),
        local.tables.has("ranking") && tableOf(rankingRows(f)),
        h("p", { class: "hint" }, t("lab.ranking_hint")),
      ),
    f.frontier &&
      f.frontier.points.length > 1 &&
      h(
        "figure",
        { class: "card" },
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, t("lab.frontier")),
          chartTools(part, "frontier", {
            table: local.tables.has("frontier"),
            turn: () => turn("frontier"),
            rows: () => frontierRows(f),
          }),
        ),
        frontier(f.frontier),
        local.tables.has("frontier") && tableOf(frontierRows(f)),
        h("p", { class: "hint" }, t("lab.frontier_hint")),
      ),
  ];
}

/** Every policy: its mean, and the interval of its paired difference from the first, laid from the first's mean. */
function means(f) {
  const rows = f.rows.filter((row) => row.mean !== null);
  if (!rows.length) return h("p", { class: "hint" }, t("changes.nothing", { label: f.label }));
  const first = (rows.find((row) => row.reference) || rows[0]).mean;
  const ends = rows.flatMap((row) => [
    row.mean,
    row.low === null ? first : first + row.low,
    row.high === null ? first : first + row.high,
  ]);
  const low = Math.min(...ends, 0 < Math.min(...ends) && Math.min(...ends) < Math.max(...ends) / 3 ? 0 : Infinity);
  const high = Math.max(...ends);
  const small = narrow();
  const [left, reach, wide, step, drop] = small ? [6, 348, 360, 46, 26] : [330, 430, 880, 27, 0];
  const x = (value) => left + (reach * (value - low)) / (high - low || 1);
  const column = (small ? 260 : 310) / Math.max(1, f.factors.length);
  const end = rows.length * step + 22 + drop / 2;
  return h(
    "svg",
    {
      class: "forest lab-means",
      viewBox: `0 0 ${wide} ${end + 28}`,
      role: "img",
      "aria-label": rows.map((row) => `${row.label}: ${row.said}`).join("; "),
    },
    f.factors.map((factor, j) =>
      h("text", { class: "tick", x: j * column, y: 12 }, clipped(factor.label, column), h("title", {}, factor.label)),
    ),
    h("line", { class: "zero", x1: x(first), x2: x(first), y1: 18, y2: end }),
    rows.map((row, i) => {
      const y = 34 + drop + i * step;
      const tone =
        row.reference || !row.clear
          ? "unclear"
          : f.direction === 0
            ? "neutral"
            : row.difference * f.direction > 0
              ? "good"
              : "bad";
      return h(
        "g",
        { class: tone },
        h("title", {}, `${row.label}: ${row.said} ${row.change}`),
        row.values.map((value, j) =>
          h("text", { class: "label", x: j * column, y: small ? y - 14 : y + 4 }, clipped(value, column)),
        ),
        !row.reference &&
          row.low !== null &&
          h("line", { class: "whisker", x1: x(first + row.low), x2: x(first + row.high), y1: y, y2: y }),
        tone === "bad"
          ? h("rect", { x: x(row.mean) - 5, y: y - 5, width: 10, height: 10 })
          : h("circle", { cx: x(row.mean), cy: y, r: 5.5 }),
        h("text", { class: "amount", x: wide, y: small ? y - 14 : y + 4, "text-anchor": "end" }, row.said),
      );
    }),
    h("text", { class: "tick", x: x(low), y: end + 20 }, number(low)),
    h("text", { class: "tick", x: x(high), y: end + 20, "text-anchor": "end" }, `${number(high)} ${f.unit}`),
  );
}

/** Cut a text to about the width it has; Chinese signs are twice as wide. */
function clipped(text, width) {
  let room = width / 7.4;
  for (let i = 0; i < text.length; i++) {
    room -= text.charCodeAt(i) > 0x2e80 ? 1.9 : 1;
    if (room < 1 && i < text.length - 1) return text.slice(0, i) + "…";
  }
  return text;
}

function ranking(f) {
  const small = narrow();
  const [left, reach, wide, step] = small ? [0, 300, 360, 46] : [330, 460, 880, 28];
  return h(
    "svg",
    {
      class: "forest",
      viewBox: `0 0 ${wide} ${f.ranking.length * step + 6}`,
      role: "img",
      "aria-label": f.ranking.map((one) => `${one.label}: ${number(100 * one.share, 0)} %`).join("; "),
    },
    f.ranking.map((one, i) => {
      const y = i * step + (small ? 24 : 6);
      return h(
        "g",
        { class: "neutral" },
        h("text", { class: "label", x: 0, y: small ? y - 7 : y + 13 }, clipped(one.label, small ? 350 : 320)),
        h("rect", { x: left, y, width: Math.max(1, reach * one.share), height: 18, rx: 3, class: "rank-bar" }),
        h("text", { class: "amount", x: left + 8 + reach * one.share, y: y + 14 }, `${number(100 * one.share, 0)} %`),
      );
    }),
  );
}

function rankingRows(f) {
  return [[t("lab.lever"), "%"], ...f.ranking.map((one) => [one.label, number(100 * one.share, 1)])];
}

function frontier(data) {
  const W = narrow() ? 400 : 880;
  const H = 330;
  const range = (at) => {
    const v = data.points.map((p) => p[at]);
    const span = Math.max(...v) - Math.min(...v) || 1;
    return [Math.min(...v) - span * 0.06, Math.max(...v) + span * 0.06];
  };
  const [x0, x1] = range("x");
  const [y0, y1] = range("y");
  const x = (v) => 80 + ((W - 100) * (v - x0)) / (x1 - x0);
  const y = (v) => H - 46 - ((H - 70) * (v - y0)) / (y1 - y0);
  const best = data.points.filter((p) => p.on).sort((p, q) => p.x - q.x);
  const name = (axis) => (axis.unit ? `${axis.label} (${axis.unit})` : axis.label);
  return h(
    "div",
    { class: "scroll" },
    h(
      "svg",
      {
        class: "lines broad frontier",
        viewBox: `0 0 ${W} ${H}`,
        role: "img",
        "aria-label": best.map((p) => p.label).join("; "),
      },
      [0, 0.5, 1].map((s) =>
        h(
          "g",
          {},
          h("line", { class: "grid", x1: 80, x2: W - 20, y1: y(y0 + s * (y1 - y0)), y2: y(y0 + s * (y1 - y0)) }),
          h(
            "text",
            { class: "tick", x: 74, y: y(y0 + s * (y1 - y0)) + 4, "text-anchor": "end" },
            brief(y0 + s * (y1 - y0)),
          ),
          h(
            "text",
            { class: "tick", x: x(x0 + s * (x1 - x0)), y: H - 26, "text-anchor": s === 1 ? "end" : "middle" },
            brief(x0 + s * (x1 - x0)),
          ),
        ),
      ),
      h("text", { class: "tick", x: W - 20, y: H - 8, "text-anchor": "end" }, `${name(data.x)} →`),
      h("text", { class: "tick", x: 80, y: 12 }, `↑ ${name(data.y)}`),
      best.length > 1 && h("path", { class: "line line-a", d: "M" + best.map((p) => `${x(p.x)} ${y(p.y)}`).join("L") }),
      data.points.map((p) =>
        h(
          "g",
          {},
          h("title", {}, `${p.label}: ${number(p.x)}, ${number(p.y)}`),
          p.on
            ? h("circle", { class: "end-a", cx: x(p.x), cy: y(p.y), r: 7 })
            : h("circle", { class: "dominated", cx: x(p.x), cy: y(p.y), r: 5 }),
        ),
      ),
    ),
  );
}

function frontierRows(f) {
  return [
    [t("lab.policy"), f.frontier.x.label, f.frontier.y.label, t("lab.frontier")],
    ...f.frontier.points.map((p) => [p.label, number(p.x), number(p.y), p.on ? "✓" : ""]),
  ];
}
