// The minutes of one incident as bars: detect, report, sign, travel, act; each signature; and had it not been needed.

import { h } from "./dom.js";
import { kit, t, number, narrow, timeOfDay, dateOf, views } from "./kit.js";
import { clock } from "./clock.js";
import { PHASES } from "./palette.js";
import { incidentOf } from "./stage.js";
import { chartTools, tableOf } from "./tools.js";

views.minutes = (part) => {
  let table = false;
  let cursor;
  const follow = () => {
    if (!cursor?.isConnected) return;
    const shown = clock.face === "night" && kit.worlds;
    cursor.setAttribute("visibility", shown ? "visible" : "hidden");
    if (shown) cursor.setAttribute("transform", `translate(${LEFT + scaleOf(part.data)(clock.night)} 0)`);
  };
  const quiet = clock.on(follow);
  return {
    tree: () => {
      const { data } = part;
      const pair =
        kit.worlds &&
        [
          ["a", incidentOf(kit.worlds.a, data.incident)],
          ["b", incidentOf(kit.worlds.b, data.incident)],
        ].filter(([, one]) => one);
      return h(
        "section",
        { class: "minutes card", "aria-label": t("minutes.label") },
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, t("minutes.title")),
          kit.worlds && picker(part),
          pair &&
            chartTools(part, "minutes", {
              table,
              turn: () => {
                table = !table;
                part.redraw();
              },
              rows: () => rowsOf(pair),
            }),
        ),
        !kit.worlds
          ? h("p", { class: "hint" }, t("busy.first"))
          : !pair.length
            ? h("p", { class: "hint" }, t("minutes.none"))
            : [
                bars(pair, data, (el) => (cursor = el)),
                legend(),
                table && tableOf(rowsOf(pair)),
                every(pair),
                h(
                  "ul",
                  { class: "would" },
                  pair.map(([side, one]) =>
                    h(
                      "li",
                      {},
                      h("span", { class: `badge badge-${side}`, "aria-hidden": "true" }, side.toUpperCase()),
                      would(one),
                    ),
                  ),
                ),
              ],
      );
    },
    after: follow,
    gone: quiet,
  };
};

/** List every signature: its office, its wait, and when it had been over had this one not been needed. */
function every(pair) {
  const rows = pair.flatMap(([side, one]) =>
    one.signatures.map((s) => [
      `${side.toUpperCase()} · ${t(`office.${s.office}`)} ${s.signer + 1}${s.returned ? ` (${t("minutes.returned")})` : ""}`,
      timeOfDay(one.start + s.asked),
      `${number(s.signed - s.asked, 0)} ${t("unit.min")}`,
      `${number(one.marks.controlled - s.saved, 0)} ${t("unit.min")}`,
    ]),
  );
  if (!rows.length) return null;
  const head = ["signature", "asked", "waited", "without_this"].map((name) => t(`minutes.${name}`));
  return h(
    "details",
    { class: "every" },
    h("summary", {}, t("minutes.every", { n: rows.length })),
    tableOf([head, ...rows]),
  );
}

/** Choose another incident: the worlds met the same ones, and those that only one met are said to be so. */
function picker(part) {
  const { a, b } = kit.worlds;
  const all = new Map([...b.incidents, ...a.incidents].map((one) => [one.id, one]));
  const sorted = [...all.values()].sort((p, q) => p.start - q.start);
  const only = (one) =>
    !incidentOf(b, one.id)
      ? ` · ${t("minutes.only", { world: "A" })}`
      : !incidentOf(a, one.id)
        ? ` · ${t("minutes.only", { world: "B" })}`
        : "";
  return h(
    "label",
    { class: "picker" },
    t("minutes.pick"),
    h(
      "select",
      { value: String(part.data.incident), onchange: (event) => part.send({ do: "incident", id: event.target.value }) },
      sorted.map((one) =>
        h(
          "option",
          { value: String(one.id) },
          `${dateOf(one.day)} ${timeOfDay(one.start)} · ${t(`incident.${one.type}`)}${only(one)}`,
        ),
      ),
    ),
  );
}

const LEFT = 30;
const width = () => (narrow() ? 370 : 960);

function scaleOf(data) {
  const both = ["a", "b"].map((side) => incidentOf(kit.worlds[side], data.incident)).filter(Boolean);
  const longest = Math.max(
    1,
    ...both.map((one) => one.marks.controlled),
    Math.min(both[0]?.window ?? 0, 3 * Math.max(...both.map((one) => one.marks.controlled))),
  );
  return (minute) => ((width() - LEFT - 12) * minute) / longest;
}

/** Phases of an incident as [key, from, until] in minutes. */
export function phasesOf(one) {
  const m = one.marks;
  const edges = [0, m.detected, m.reported, m.approved, m.arrived, m.controlled];
  return PHASES.map((phase, i) => [phase, edges[i], Math.max(edges[i], edges[i + 1])]);
}

function bars(pair, data, ref) {
  const x = scaleOf(data);
  const rows = pair.flatMap(([side, one], i) => row(side, one, x, 26 + i * 66));
  const window = pair[0][1].window;
  const height = 26 + pair.length * 66;
  return h(
    "svg",
    {
      class: "bars",
      viewBox: `0 0 ${width()} ${height + (data.guess ? 8 : 0)}`,
      role: "img",
      "aria-label": spoken(pair),
    },
    h(
      "defs",
      {},
      h(
        "pattern",
        { id: "stripes", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        h("rect", { width: 7, height: 7, fill: "#d55e00" }),
        h("rect", { width: 2.2, height: 7, fill: "#fff", opacity: ".45" }),
      ),
    ),
    Number.isFinite(window) &&
      x(window) < width() - LEFT &&
      h(
        "g",
        { transform: `translate(${LEFT + x(window)} 0)` },
        h("line", { y1: 14, y2: height, stroke: "#8a6d1a", "stroke-width": 2, "stroke-dasharray": "5 4" }),
        h(
          "text",
          { y: 10, class: "tick", "text-anchor": x(window) > 0.8 * width() ? "end" : "middle" },
          t("minutes.window", { n: number(window, 0) }),
        ),
      ),
    rows,
    data.guess && guessed(data.guess, x, height),
    h("line", { class: "cursor", y1: 16, y2: height, ref }),
  );
}

/** Mark the range that the reader guessed for world B. */
function guessed(guess, x, height) {
  const from = x(Math.max(0, guess.low ?? 0));
  const until = Math.min(width() - LEFT - 6, guess.high === null ? width() : x(guess.high));
  return h(
    "g",
    { class: "guess", transform: `translate(${LEFT} ${height - 22})` },
    h("path", { d: `M${from} 0v7H${until}V0` }),
    h(
      "text",
      {
        class: "tick",
        x: Math.min((from + until) / 2, width() - LEFT - 6),
        y: 20,
        "text-anchor": (from + until) / 2 > width() - LEFT - 150 ? "end" : "middle",
      },
      `${t("question.yours")}: ${guess.words}`,
    ),
  );
}

function row(side, one, x, y) {
  const parts = phasesOf(one).map(([phase, from, until]) => {
    const wide = x(until) - x(from);
    return (
      wide > 0 &&
      h(
        "g",
        { transform: `translate(${LEFT + x(from)} ${y})` },
        h("title", {}, `${t(`phase_short.${phase.key}`)}: ${number(until - from, 1)} ${t("unit.min")}`),
        h("rect", {
          width: Math.max(0.5, wide),
          height: 30,
          fill: phase.pattern ? "url(#stripes)" : phase.colour,
          stroke: "#fff",
          "stroke-width": 1,
        }),
        wide > 58 &&
          h(
            "text",
            { x: wide / 2, y: 20, class: "in-bar" },
            `${t(`phase_short.${phase.key}`)} ${number(until - from, 0)}`,
          ),
      )
    );
  });
  const seals = one.signatures.map((s) =>
    h(
      "g",
      { transform: `translate(${LEFT + x(Math.min(s.signed, one.marks.controlled))} ${y + 40})` },
      h("title", {}, sealText(s)),
      h("rect", {
        x: -4.5,
        y: -4.5,
        width: 9,
        height: 9,
        rx: 2,
        fill: s.returned ? "#fff" : "#b5301f",
        stroke: "#b5301f",
        "stroke-width": 1.5,
      }),
    ),
  );
  const without = one.marks.controlled - one.approval;
  return [
    h("text", { x: 4, y: y + 21, class: `row-name row-${side}` }, side.toUpperCase()),
    ...parts,
    ...seals,
    one.approval > 0.5 &&
      h(
        "g",
        { transform: `translate(${LEFT} ${y + 34})` },
        h("title", {}, t("minutes.without", { n: number(without, 0) })),
        h("line", { x1: x(without), x2: x(without), y1: -38, y2: 0, class: "without" }),
        h("path", { d: `M${x(without) - 5} -38h10l-5 7z`, class: "without-head" }),
      ),
  ];
}

function sealText(s) {
  return t(s.returned ? "minutes.seal_returned" : "minutes.seal", {
    office: t(`office.${s.office}`),
    wait: number(s.signed - s.asked, 0),
  });
}

function would(one) {
  if (one.approval < 0.5) return t("minutes.would_none", { n: number(one.marks.controlled, 0) });
  const values = {
    n: number(one.marks.controlled, 0),
    approval: number(one.approval, 0),
    without: number(one.marks.controlled - one.approval, 0),
    share: number(100 * (one.loss > 0 ? 1 - one.loss_without / one.loss : 0), 0),
  };
  const worst = [...one.signatures].sort((p, q) => q.signed - q.asked - (p.signed - p.asked))[0];
  return [
    t("minutes.would", values),
    worst &&
      ` ${t("minutes.worst", { office: t(`office.${worst.office}`), wait: number(worst.signed - worst.asked, 0) })}`,
  ];
}

function spoken(pair) {
  return pair
    .map(
      ([side, one]) =>
        `${side.toUpperCase()}: ${phasesOf(one)
          .map(([phase, from, until]) => `${t(`phase_short.${phase.key}`)} ${number(until - from, 0)}`)
          .join(", ")}`,
    )
    .join("; ");
}

function legend() {
  return h(
    "ul",
    { class: "phase-key" },
    PHASES.map((phase) =>
      h(
        "li",
        {},
        h("i", { class: phase.pattern, style: `background-color:${phase.colour}`, "aria-hidden": "true" }),
        t(`phase_short.${phase.key}`),
      ),
    ),
    h("li", {}, h("i", { class: "seal", "aria-hidden": "true" }), t("minutes.key_seal")),
    h("li", {}, h("i", { class: "without", "aria-hidden": "true" }), t("minutes.key_without")),
  );
}

function rowsOf(pair) {
  const head = [t("minutes.step"), ...pair.map(([side]) => t("minutes.in_world", { world: side.toUpperCase() }))];
  const phases = PHASES.map((phase, i) => [
    t(`phase_short.${phase.key}`),
    ...pair.map(([, one]) => {
      const [, from, until] = phasesOf(one)[i];
      return (until - from).toFixed(1);
    }),
  ]);
  const seals = pair.flatMap(([side, one]) =>
    one.signatures.map((s) => [
      `${side.toUpperCase()} · ${t(`office.${s.office}`)}`,
      ...pair.map(([other]) => (other === side ? (s.signed - s.asked).toFixed(1) : "")),
    ]),
  );
  return [head, ...phases, [t("minutes.total"), ...pair.map(([, one]) => one.marks.controlled.toFixed(1))], ...seals];
}
