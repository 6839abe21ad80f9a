// The quantity that was asked about, in both worlds: a bar each, the guess as a bracket and the right answer as a shade.

import { h } from "./dom.js";
import { t, number, narrow, views } from "./kit.js";
import { chartTools, tableOf } from "./tools.js";

const ROW = 46;
const TOP = 34;

views.answer = (part) => {
  let table = false;
  return {
    tree: () => {
      const { data } = part;
      if (data.a === undefined) return h("div", { class: "no-answer" });
      const rows = () => rowsOf(data);
      return h(
        "figure",
        { class: "answer card" },
        h(
          "div",
          { class: "card-head" },
          h("figcaption", {}, h("h2", {}, data.label), data.beside && h("span", { class: "unit" }, ` ${data.beside}`)),
          chartTools(part, "answer", {
            table,
            turn: () => {
              table = !table;
              part.redraw();
            },
            rows,
          }),
        ),
        bars(data),
        table && tableOf(rows()),
      );
    },
  };
};

function bars(data) {
  const width = narrow() ? 360 : 880;
  const left = 34;
  const right = narrow() ? 70 : 110;
  const ends = [data.a, data.b, data.guess?.low, data.guess?.high, data.right?.low, data.right?.high].filter(
    (value) => value != null,
  );
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends) * 1.04 || 1;
  const x = (value) => left + ((width - left - right) * (Math.max(low, Math.min(high, value)) - low)) / (high - low || 1);
  const space = data.right ? 14 : 0; // for the words above the shade
  const height = TOP + 2 * ROW + space + (data.guess ? 30 : 6);
  const span = (mark) => [x(mark.low ?? low), mark.high === null ? width - right + 12 : x(mark.high)];
  const y = { a: TOP, b: TOP + ROW + space };
  return h(
    "svg",
    { class: "lines answer-bars", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": spoken(data) },
    data.right && shade(span(data.right), y.b),
    ["a", "b"].map((side) =>
      h(
        "g",
        {},
        h("text", { class: `row-name row-${side}`, x: 2, y: y[side] + 24 }, side.toUpperCase()),
        h("rect", {
          class: `amount-${side}`,
          x: Math.min(x(0), x(data[side])),
          y: y[side] + 6,
          width: Math.max(1.5, Math.abs(x(data[side]) - x(0))),
          height: 26,
          rx: 3,
        }),
        h("text", { class: "amount", x: x(Math.max(0, data[side])) + 8, y: y[side] + 24 }, exact(data[side])),
      ),
    ),
    data.guess && bracket(span(data.guess), y.b + ROW - 4, data.guess.words, width),
  );
}

function shade([from, until], y) {
  return h(
    "g",
    { class: "right-range" },
    h("rect", { x: from, y: y - 2, width: Math.max(4, until - from), height: ROW - 4, rx: 4 }),
    h("text", { class: "tick", x: from + 4, y: y - 8 }, t("question.answer")),
  );
}

function bracket([from, until], y, words, width) {
  const middle = (from + until) / 2;
  return h(
    "g",
    { class: "guess" },
    h("path", { d: `M${from} ${y}v7H${Math.max(from + 4, until)}v-7` }),
    h(
      "text",
      { class: "tick", x: Math.min(middle, width - 8), y: y + 22, "text-anchor": middle > width * 0.72 ? "end" : middle < width * 0.28 ? "start" : "middle" },
      `${t("question.yours")}: ${words}`,
    ),
  );
}

function spoken(data) {
  const said = t("charts.alt", { label: data.label, a: exact(data.a), b: exact(data.b), unit: data.unit || "" });
  return data.guess ? `${said}; ${t("question.marked", { guess: data.guess.words })}` : said;
}

function rowsOf(data) {
  const end = (mark, name) => (mark?.[name] == null ? "" : String(mark[name]));
  return [
    [data.label, t("changes.low"), t("changes.high")],
    ["A", String(data.a), ""],
    ["B", String(data.b), ""],
    ...["guess", "right"]
      .filter((name) => data[name])
      .map((name) => [
        `${t(name === "guess" ? "question.yours" : "question.answer")} (B): ${data[name].words}`,
        end(data[name], "low"),
        end(data[name], "high"),
      ]),
  ];
}

/** Write a value with a decimal more than the verdict, so that nobody who subtracts meets another number than it says. */
function exact(value) {
  return number(value, Math.abs(value) >= 10 ? 1 : undefined);
}
