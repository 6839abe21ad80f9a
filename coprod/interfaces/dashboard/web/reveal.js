// Two charts that lessons lead to: the way through a plane of two quantities, and the chance to survive.

import { h } from "./dom.js";
import { t, number, narrow, views } from "./kit.js";
import { chartTools, tableOf } from "./tools.js";

let W = 900; // of a laptop; a phone gets a narrower picture with the same type
const H = 330;
const PAD = { left: 64, right: 20, top: 16, bottom: 44 };

views.reveal = (part) => {
  let table = false;
  return {
    tree: () => {
      const { data } = part;
      W = narrow() ? 380 : 900;
      const draw = data.chart === "phase" ? phase : survival;
      const rows = data.chart === "phase" ? phaseRows(data) : survivalRows(data);
      return h(
        "figure",
        { class: "reveal-chart card" },
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, t(`reveal.${data.chart}`)),
          chartTools(part, data.chart, {
            table,
            turn: () => {
              table = !table;
              part.redraw();
            },
            rows: () => rows,
          }),
        ),
        data.chart === "phase" && !data.a.length ? h("p", { class: "hint" }, t("busy.first")) : draw(data),
        data.marks &&
          h(
            "ul",
            { class: "would" },
            Object.entries(data.marks).map(([side, mark]) =>
              h(
                "li",
                {},
                h("span", { class: `badge badge-${side}`, "aria-hidden": "true" }, side.toUpperCase()),
                mark.said,
              ),
            ),
          ),
        table && tableOf(rows),
      );
    },
  };
};

function scale(low, high, from, to) {
  const span = high - low || 1;
  return (value) => from + ((to - from) * (value - low)) / span;
}

function frame(x, y, xs, ys, labels) {
  return [
    ys.map((value) =>
      h(
        "g",
        {},
        h("line", { class: "grid", x1: PAD.left, x2: W - PAD.right, y1: y(value), y2: y(value) }),
        h("text", { class: "tick", x: PAD.left - 8, y: y(value) + 4, "text-anchor": "end" }, labels.yText(value)),
      ),
    ),
    xs.map((value) =>
      h("text", { class: "tick", x: x(value), y: H - PAD.bottom + 18, "text-anchor": "middle" }, labels.xText(value)),
    ),
    h("text", { class: "tick", x: W - PAD.right, y: H - 6, "text-anchor": "end" }, `${labels.x} →`),
    h("text", { class: "tick", x: PAD.left, y: 12 }, `↑ ${labels.y}`),
  ];
}

/** Return the three to six round numbers between two ends. */
function roundTicks(low, high, factor) {
  const span = (high - low) * factor;
  const base = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * base).find((one) => span / one <= 6);
  const ticks = [];
  for (let i = Math.ceil((low * factor) / step); i * step <= high * factor; i++) ticks.push((i * step) / factor + 0);
  return ticks;
}

function phase(data) {
  const all = [...data.a, ...data.b];
  const ends = (at) => {
    const values = all.map((point) => point[at]);
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = (high - low || 1) * 0.06;
    return [low - room, high + room];
  };
  const [x0, x1] = ends(0);
  const [y0, y1] = ends(1);
  const x = scale(x0, x1, PAD.left, W - PAD.right);
  const y = scale(y0, y1, H - PAD.bottom, PAD.top + 6);
  const label = (axis) => (axis.unit ? `${axis.label} (${axis.unit})` : axis.label);
  return h(
    "svg",
    { class: "lines broad", viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": phaseSpoken(data) },
    frame(x, y, roundTicks(x0, x1, data.axes.x.factor), roundTicks(y0, y1, data.axes.y.factor), {
      x: label(data.axes.x),
      y: label(data.axes.y),
      xText: (v) => number(v * data.axes.x.factor),
      yText: (v) => number(v * data.axes.y.factor),
    }),
    ["a", "b"].map(
      (side) =>
        data[side].length > 0 &&
        h(
          "g",
          {},
          h("path", {
            class: `line line-${side}`,
            d: "M" + data[side].map(([px, py]) => `${x(px).toFixed(1)} ${y(py).toFixed(1)}`).join("L"),
          }),
          h("circle", {
            class: `end-${side}`,
            cx: x(data[side][0][0]),
            cy: y(data[side][0][1]),
            r: 4,
            "fill-opacity": 0.2,
          }),
          h("circle", { class: `end-${side}`, cx: x(data[side].at(-1)[0]), cy: y(data[side].at(-1)[1]), r: 7 }),
          h(
            "text",
            { class: `row-name row-${side}`, x: x(data[side].at(-1)[0]) + 12, y: y(data[side].at(-1)[1]) + 6 },
            side.toUpperCase(),
          ),
        ),
    ),
  );
}

function phaseSpoken(data) {
  return ["a", "b"]
    .map((side) =>
      data[side].length
        ? `${side.toUpperCase()}: ${data.axes.x.label} ${number(data[side].at(-1)[0] * data.axes.x.factor)}, ${data.axes.y.label} ${number(data[side].at(-1)[1] * data.axes.y.factor)}`
        : "",
    )
    .join("; ");
}

function phaseRows(data) {
  return [
    [
      t("charts.day_head"),
      `A · ${data.axes.x.label}`,
      `A · ${data.axes.y.label}`,
      `B · ${data.axes.x.label}`,
      `B · ${data.axes.y.label}`,
    ],
    ...data.a.map((point, i) => [
      String(point[2]),
      ...[point, data.b[i] || []].flatMap((p) => [
        number(p[0] * data.axes.x.factor),
        number(p[1] * data.axes.y.factor),
      ]),
    ]),
  ];
}

function survival(data) {
  if (data.minutes.length < 2) return h("p", { class: "hint" }, t("busy.first"));
  const top = Math.max(...data.helped, ...Object.values(data.marks).map((mark) => mark.survival)) * 1.12;
  const x = scale(0, data.minutes.at(-1), PAD.left, W - PAD.right);
  const y = scale(0, top, H - PAD.bottom, PAD.top + 10);
  const path = (values) =>
    "M" + values.map((value, i) => `${x(data.minutes[i]).toFixed(1)} ${y(value).toFixed(1)}`).join("L");
  return h(
    "svg",
    {
      class: "lines broad",
      viewBox: `0 0 ${W} ${H}`,
      role: "img",
      "aria-label": Object.entries(data.marks)
        .map(([side, mark]) => `${side.toUpperCase()}: ${mark.said}`)
        .join(" "),
    },
    frame(x, y, roundTicks(0, data.minutes.at(-1), 1), roundTicks(0, top, 100), {
      x: t("survival.x"),
      y: t("survival.y"),
      xText: (v) => number(v),
      yText: (v) => `${number(100 * v, 0)} %`,
    }),
    h("path", { class: "line ghost", d: path(data.helped) }),
    Object.entries(data.marks).map(([side, mark]) =>
      h(
        "g",
        {},
        h("line", {
          class: `drop-${side}`,
          x1: x(mark.minutes),
          x2: x(mark.minutes),
          y1: y(mark.survival),
          y2: H - PAD.bottom,
        }),
        h("circle", { class: `end-${side}`, cx: x(mark.minutes), cy: y(mark.survival), r: 8 }),
        h(
          "text",
          { class: `row-name row-${side}`, x: x(mark.minutes) + (side === "a" ? -24 : 13), y: y(mark.survival) - 8 },
          side.toUpperCase(),
        ),
      ),
    ),
  );
}

function survivalRows(data) {
  return [
    [t("survival.x"), t("survival.y")],
    ...data.minutes.map((minute, i) => [String(minute), `${number(100 * data.helped[i], 1)} %`]),
  ];
}
