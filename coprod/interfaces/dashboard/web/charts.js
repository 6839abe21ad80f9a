// Charts over the days of the run: world A solid, world B dashed, both under the same cursor; a table behind each.

import { h } from "./dom.js";
import { kit, t, number, brief, dateOf, views } from "./kit.js";
import { clock } from "./clock.js";
import { chartTools, tableOf } from "./tools.js";

const W = 460;
const H = 190;
const PAD = { left: 50, right: 24, top: 12, bottom: 24 };
const APART = 13; // between the names of two lines

views.charts = (part) => {
  const open = new Set();
  let drawAlike = false;
  const cursors = new Map();
  const follow = () => {
    const shown = clock.face === "year" || part.data.days === undefined;
    for (const [, line] of cursors) {
      if (!line.isConnected) continue;
      line.setAttribute("visibility", shown ? "visible" : "hidden");
      line.setAttribute("transform", `translate(${xOf(Math.floor(clock.year), part.data.days)} 0)`);
    }
  };
  const quiet = clock.on(follow);
  return {
    tree: () => {
      const alike = part.data.charts.filter(isAlike);
      return h(
        "section",
        { class: "charts", "aria-label": t("charts.label") },
        part.data.charts.filter((chart) => drawAlike || !isAlike(chart)).map((chart) =>
          h(
            "figure",
            { class: "chart card", key: chart.name },
            h(
              "div",
              { class: "card-head" },
              h(
                "figcaption",
                {},
                h("strong", {}, chart.label),
                chart.beside && h("span", { class: "unit" }, ` ${chart.beside}`),
              ),
              chartTools(part, chart.name, {
                table: open.has(chart.name),
                turn: () => {
                  open.has(chart.name) ? open.delete(chart.name) : open.add(chart.name);
                  part.redraw();
                },
                rows: () => rowsOf(chart, 1),
              }),
            ),
            lines(chart, part.data, (el) => cursors.set(chart.name, el)),
            open.has(chart.name) && tableOf(rowsOf(chart, Math.max(1, Math.round(part.data.days / 24)))),
          ),
        ),
        alike.length > 0 &&
          h(
            "p",
            { class: "hint alike", key: "alike" },
            t("charts.alike", { names: alike.map((chart) => chart.label).join(t("list.comma")) }),
            " ",
            h(
              "button",
              {
                class: "link",
                onclick: () => {
                  drawAlike = !drawAlike;
                  part.redraw();
                },
              },
              t(drawAlike ? "charts.hide_alike" : "charts.show_alike"),
            ),
          ),
      );
    },
    after: follow,
    gone: quiet,
  };
};

/** Tell whether both worlds have the same line, and no band around it that may differ. */
function isAlike(chart) {
  return !chart.band_a && !chart.ghost && chart.a.every((value, day) => value === chart.b[day]);
}

function xOf(day, days) {
  return PAD.left + ((W - PAD.left - PAD.right) * day) / Math.max(1, days - 1);
}

function lines(chart, data, ref) {
  const all = [...chart.a, ...chart.b, ...(chart.band_a || []).flat(), ...(chart.band_b || []).flat()].filter(
    (v) => v !== null,
  );
  const low = Math.min(0, ...all);
  const top = nice(Math.max(0, ...all)) || (low < 0 ? 0 : 1);
  const y = (value) => H - PAD.bottom - ((H - PAD.top - PAD.bottom) * (value - low)) / (top - low || 1);
  const path = (values) =>
    values
      .map((value, day) =>
        value === null
          ? ""
          : `${day && values[day - 1] !== null ? "L" : "M"}${xOf(day, data.days).toFixed(1)} ${y(value).toFixed(1)}`,
      )
      .join("");
  const band = (pairs) =>
    pairs &&
    `M${pairs.map(([, high], day) => `${xOf(day, data.days).toFixed(1)} ${y(high).toFixed(1)}`).join("L")}L${[...pairs]
      .map(([lo], day) => `${xOf(day, data.days).toFixed(1)} ${y(lo).toFixed(1)}`)
      .reverse()
      .join("L")}Z`;
  return h(
    "svg",
    { class: "lines", viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": spoken(chart) },
    [0, 0.5, 1].map((share) =>
      h(
        "g",
        {},
        h("line", {
          class: "grid",
          x1: PAD.left,
          x2: W - PAD.right,
          y1: y(low + share * (top - low)),
          y2: y(low + share * (top - low)),
        }),
        h(
          "text",
          { class: "tick", x: PAD.left - 6, y: y(low + share * (top - low)) + 4, "text-anchor": "end" },
          brief((low + share * (top - low)) * (chart.factor || 1)),
        ),
      ),
    ),
    ticks(data.days).map((day) =>
      h(
        "text",
        {
          class: "tick",
          x: xOf(day, data.days),
          y: H - 7,
          "text-anchor": day < data.days * 0.05 ? "start" : day > data.days * 0.93 ? "end" : "middle",
        },
        t("charts.day", { n: day }),
      ),
    ),
    band(chart.band_a) && h("path", { class: "band band-a", d: band(chart.band_a) }),
    band(chart.band_b) && h("path", { class: "band band-b", d: band(chart.band_b) }),
    data.event !== null &&
      data.event !== undefined &&
      h("line", {
        class: "event-line",
        x1: xOf(data.event, data.days),
        x2: xOf(data.event, data.days),
        y1: PAD.top,
        y2: H - PAD.bottom,
      }),
    chart.ghost && h("path", { class: "line ghost", d: path(chart.ghost) }),
    h("path", { class: "line line-a", d: path(chart.a) }),
    h("path", { class: "line line-b", d: path(chart.b) }),
    endings(chart, y).map(({ side, at }) =>
      h("text", { class: `line-name line-name-${side}`, x: W - PAD.right + 5, y: at + 4 }, side.toUpperCase()),
    ),
    chart.guess !== undefined &&
      chart.guess !== null &&
      h(
        "g",
        { class: "guess-mark" },
        h("circle", { cx: xOf(data.days - 1, data.days), cy: y(chart.guess), r: 6 }),
        h("text", { x: W - PAD.right - 10, y: y(chart.guess) - 9, "text-anchor": "end" }, t("question.yours")),
      ),
    h("line", { class: "cursor", y1: PAD.top, y2: H - PAD.bottom, ref }),
  );
}

/** Where the names of the lines stand: beside their ends, apart from each other. */
function endings(chart, y) {
  const ends = ["a", "b"]
    .map((side) => ({ side, value: chart[side].findLast((value) => value !== null) }))
    .filter(({ value }) => value !== undefined)
    .map(({ side, value }) => ({ side, at: y(value) }))
    .sort((one, other) => one.at - other.at || (one.side < other.side ? -1 : 1));
  if (ends.length === 2 && ends[1].at - ends[0].at < APART) {
    const middle = (ends[0].at + ends[1].at) / 2;
    ends[0].at = Math.min(middle - APART / 2, H - PAD.bottom - APART);
    ends[1].at = ends[0].at + APART;
  }
  return ends;
}

function ticks(days) {
  const step = [7, 14, 30, 60, 90, 180, 365].find((one) => days / one <= 5) || 365;
  return Array.from({ length: Math.floor((days - 1) / step) + 1 }, (unused, i) => i * step);
}

function nice(value) {
  if (!(value > 0)) return 0;
  const base = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((m) => m * base).find((m) => m >= value * 0.999) ?? 10 * base;
}

function spoken(chart) {
  const last = (values) => [...values].reverse().find((value) => value !== null);
  const factor = chart.factor || 1;
  return t("charts.alt", {
    label: chart.label,
    a: number(last(chart.a) * factor),
    b: number(last(chart.b) * factor),
    unit: chart.unit || "",
  });
}

function rowsOf(chart, every) {
  const rows = chart.a
    .map((value, day) => [day, value, chart.b[day]])
    .filter((row, day) => day % every === 0 || day === chart.a.length - 1);
  const factor = chart.factor || 1;
  const text = (value) => (value === null ? "" : String(Math.round(value * factor * 1e4) / 1e4));
  return [
    [t("charts.day_head"), t("charts.in_a"), t("charts.in_b")],
    ...rows.map(([day, a, b]) => [String(day), text(a), text(b)]),
  ];
}
