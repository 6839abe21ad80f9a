// What changed, in words: from this one pair of worlds, or from many pairs that differ in the random seed alone.

import { h } from "./dom.js";
import { kit, t, number, narrow, views } from "./kit.js";
import { clock } from "./clock.js";
import { chartTools, progressText, tableOf } from "./tools.js";

views.changes = (part) => {
  let table = false;
  const replay = () => {
    clock.turn(clock.hasNight ? "night" : "year");
    clock.set(0);
    clock.play();
  };
  const quiet = kit.asked.on((what) => what === "replay" && kit.worlds && replay());
  return {
    tree: () => {
      const { data } = part;
      return h(
        "section",
        { class: "changes card", "aria-label": t("changes.label") },
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, t("changes.title")),
          h(
            "div",
            { class: "faces", role: "group", "aria-label": t("changes.basis") },
            h(
              "button",
              { class: "face", "aria-pressed": String(!data.many), onclick: () => part.send({ do: "many", on: false }) },
              t("changes.one"),
            ),
            h(
              "button",
              { class: "face", "aria-pressed": String(data.many), onclick: () => part.send({ do: "many", on: true }) },
              t("changes.many", { n: data.seeds }),
            ),
          ),
          h("button", { onclick: replay, disabled: !kit.worlds }, `↻ ${t("changes.replay")}`),
          data.rows.length > 0 &&
            chartTools(part, "changes", {
              table,
              turn: () => {
                table = !table;
                part.redraw();
              },
              rows: () => rowsOf(data),
            }),
        ),
        data.progress &&
          h(
            "div",
            { class: "progress", role: "status" },
            h("progress", { max: data.progress.all, value: data.progress.done, "aria-label": t("changes.progress") }),
            h("span", {}, progressText(data.progress)),
            h("button", { class: "tiny", onclick: () => part.send({ do: "many", on: false }) }, t("busy.cancel")),
          ),
        h(
          "div",
          { class: "sentence", role: "status" },
          data.sentences.map((sentence) => h("p", {}, sentence)),
        ),
        data.rows.length > 0 && forest(data),
        table && tableOf(rowsOf(data)),
        h("p", { class: "hint" }, data.caution),
      );
    },
    gone: quiet,
  };
};

/** Draw the difference of each outcome relative to world A, with its interval; on a phone the words stand above. */
function forest(data) {
  const rows = data.rows.filter((row) => row.relative !== null);
  if (!rows.length) return null;
  const small = narrow();
  const [width, middle, reach, step] = small ? [360, 180, 165, 44] : [880, 545, 190, 26];
  const most = Math.max(
    0.05,
    ...rows.map((row) =>
      Math.min(1, Math.max(Math.abs(row.relative), Math.abs(row.low_relative ?? 0), Math.abs(row.high_relative ?? 0))),
    ),
  );
  const x = (share) => middle + (Math.max(-1, Math.min(1, share)) / most) * reach;
  const height = rows.length * step + 26;
  return h(
    "svg",
    { class: "forest", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": data.sentences.join(" ") },
    h("text", { class: "tick", x: middle - 8, y: 12, "text-anchor": "end" }, `← ${t("changes.less")}`),
    h("text", { class: "tick", x: middle + 8, y: 12 }, `${t("changes.more")} →`),
    h("line", { class: "zero", x1: middle, x2: middle, y1: 16, y2: height }),
    rows.map((row, i) => {
      const y = (small ? 52 : 32) + i * step;
      const tone = !row.clear ? "unclear" : row.good === null ? "neutral" : row.good ? "good" : "bad";
      return h(
        "g",
        { class: tone },
        h("title", {}, row.said),
        data.guess?.name === row.name && band(data.guess, row, x, y),
        h("text", { class: "label", x: 0, y: small ? y - 13 : y + 4 }, row.label),
        row.low_relative !== null &&
          h("line", { class: "whisker", x1: x(row.low_relative), x2: x(row.high_relative), y1: y, y2: y }),
        tone === "bad"
          ? h("rect", { x: x(row.relative) - 5, y: y - 5, width: 10, height: 10 })
          : h("circle", { cx: x(row.relative), cy: y, r: 5.5 }),
        h("text", { class: "amount", x: width, y: small ? y - 13 : y + 4, "text-anchor": "end" }, row.short),
      );
    }),
  );
}

/** Shade the range that the reader guessed. */
function band(guess, row, x, y) {
  const scale = row.unit === "%" ? 100 : 1;
  const share = (value, none) => (value === null ? none : (value * scale - row.a) / Math.abs(row.a || 1));
  const from = x(share(guess.low, -1));
  const until = x(share(guess.high, 1));
  return h(
    "g",
    { class: "guess" },
    h("rect", {
      class: "guess-band",
      x: Math.min(from, until),
      y: y - 11,
      width: Math.abs(until - from),
      height: 22,
      rx: 4,
    }),
    h("title", {}, `${t("question.yours")}: ${guess.words}`),
  );
}

function rowsOf(data) {
  return [
    [t("changes.outcome"), "A", "B", t("changes.difference"), t("changes.low"), t("changes.high"), t("changes.unit")],
    ...data.rows.map((row) => [
      row.label,
      number(row.a),
      number(row.b),
      number(row.difference),
      row.low === null ? "" : number(row.low),
      row.high === null ? "" : number(row.high),
      row.unit,
    ]),
  ];
}
