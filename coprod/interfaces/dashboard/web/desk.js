// One desk over the weeks of a year, both worlds under one scale: what lay there by kind of work; below, what left it.

import { h } from "./dom.js";
import { kit, t, brief, narrow, views } from "./kit.js";
import { chartTools, tableOf } from "./tools.js";

const COLOURS = ["#56b4e9", "#0072b2", "#d55e00", "#e69f00", "#8a94a6"]; // by kind of work, in the order of the model
const LEFT = ["#009e73", "#cc79a7", "#b22222", "#56b4e9", "#c8ced6"]; // done, ticked off, dropped, referred, cancelled
const H = 210;
const PAD = { left: 46, right: 8, top: 12, bottom: 24 };

views.desk = (part) => {
  let table = false;
  return {
    tree: () => {
      const { data } = part;
      if (!kit.worlds) return null;
      const sides = Object.entries(data.sides);
      const rows = () => rowsOf(data);
      return h(
        "section",
        { class: "desk card", "aria-label": t("desk.title") },
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, data.place ? `${t("desk.title")} · ${data.place}` : t("desk.title")),
          sides.length > 0 &&
            chartTools(part, "desk", {
              table,
              turn: () => {
                table = !table;
                part.redraw();
              },
              rows,
            }),
        ),
        sides.length > 0 && legend(data.kinds, COLOURS),
        sides.length > 0 &&
          h(
            "div",
            { class: "desk-sides" },
            sides.map(([side, one]) => world(side, one, data)),
          ),
        sides.length > 0 && legend(data.states, LEFT),
        table && tableOf(rows()),
      );
    },
  };
};

function world(side, one, data) {
  const of = (name) => Math.max(1, ...Object.values(data.sides).flatMap((each) => each[name].map(sum)));
  return h(
    "div",
    { class: `desk-side desk-${side}` },
    h("span", { class: `badge badge-${side}` }, side.toUpperCase()),
    h("p", { class: "desk-caption" }, t("desk.open")),
    stacks(one.open, of("open"), COLOURS, t("desk.open_alt", { world: side.toUpperCase() }), H, one.week),
    h("p", { class: "desk-caption" }, t("desk.leaves")),
    stacks(one.left, of("left"), LEFT, t("desk.left_alt", { world: side.toUpperCase() }), 120),
    h("ul", { class: "desk-words" }, one.sentences.map((text) => h("li", {}, text))),
  );
}

function stacks(weeks, top, colours, label, height, mark) {
  const width = narrow() ? 350 : 460;
  const step = (width - PAD.left - PAD.right) / weeks.length;
  const y = (value) => height - PAD.bottom - ((height - PAD.top - PAD.bottom) * value) / top;
  const every = weeks.length > 26 ? 13 : 4;
  return h(
    "svg",
    { class: "lines", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    [0, 0.5, 1].map((share) =>
      h(
        "g",
        {},
        h("line", { class: "grid", x1: PAD.left, x2: width - PAD.right, y1: y(share * top), y2: y(share * top) }),
        h("text", { class: "tick", x: PAD.left - 6, y: y(share * top) + 4, "text-anchor": "end" }, brief(share * top)),
      ),
    ),
    weeks.map((week, i) => {
      let below = 0;
      return h(
        "g",
        {},
        week.map((hours, kind) => {
          below += hours;
          return (
            hours > 0 &&
            h("rect", {
              x: PAD.left + i * step,
              y: y(below),
              width: Math.max(0.5, step - 0.6),
              height: Math.max(0, y(below - hours) - y(below)),
              fill: colours[kind],
            })
          );
        }),
      );
    }),
    mark &&
      mark < top &&
      h("line", { class: "event-line", x1: PAD.left, x2: width - PAD.right, y1: y(mark), y2: y(mark) }),
    mark &&
      mark < top &&
      h("text", { class: "tick", x: width - PAD.right, y: y(mark) - 4, "text-anchor": "end" }, t("desk.week_of_work")),
    weeks.map(
      (week, i) =>
        i % every === 0 &&
        i < weeks.length * 0.95 &&
        h(
          "text",
          { class: "tick", x: PAD.left + (i + 0.5) * step, y: height - 7, "text-anchor": i ? "middle" : "start" },
          t("desk.week", { n: i + 1 }),
        ),
    ),
  );
}

function legend(names, colours) {
  return h(
    "ul",
    { class: "desk-legend" },
    names.map((name, i) => h("li", {}, h("i", { style: `background:${colours[i]}`, "aria-hidden": "true" }), name)),
  );
}

function sum(values) {
  return values.reduce((all, one) => all + one, 0);
}

function rowsOf(data) {
  const sides = Object.entries(data.sides);
  const head = sides.flatMap(([side]) =>
    [...data.kinds, ...data.states].map((name) => `${side.toUpperCase()} · ${name}`),
  );
  return [
    [t("desk.week_head"), ...head],
    ...sides[0][1].open.map((unused, i) => [
      String(i + 1),
      ...sides.flatMap(([, one]) => [...one.open[i], ...one.left[i]].map((hours) => String(hours))),
    ]),
  ];
}
