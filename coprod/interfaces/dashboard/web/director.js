// The street director: the quarter that is up, the quarters that were played, and in the end the years side by side.

import { h } from "./dom.js";
import { number, t, views } from "./kit.js";
import { overdrawn, planner } from "./planner.js";
import { prose } from "./story.js";

views.director = (part) => {
  let shown = null; // the quarter that the reader has seen: with a new one the page begins at its top
  return {
    tree: () => {
      const { data } = part;
      return h(
        "section",
        { class: "director" },
        h(
          "div",
          { class: "step-top" },
          h("button", { class: "link", onclick: () => part.send({ do: "page", page: "lessons" }) }, `‹ ${t("lessons.all")}`),
          h(
            "ol",
            { class: "director-dots" },
            Array.from({ length: data.of }, (_, i) =>
              h(
                "li",
                { class: i < data.n ? "is-played" : i === data.n ? "is-up" : "", "aria-current": i === data.n ? "step" : null },
                data.quarters[i] || String(i + 1),
              ),
            ),
          ),
        ),
        h("h1", { id: "content", tabindex: "-1" }, data.quarter ? heading(data) : data.title),
        data.problem && h("p", { class: "notices", role: "alert" }, data.problem),
        data.n === 0 && h("div", { class: "stake" }, prose(data.stake)),
        data.busy &&
          h("p", { class: "card director-busy", role: "status" }, t(data.quarter ? "director.busy" : "director.busy_end")),
        data.end && ending(part),
        data.played.length > 0 && played(data),
        data.quarter && !data.busy && deciding(part),
        data.n > 0 &&
          h(
            "div",
            { class: "director-tools" },
            h("button", { onclick: () => part.send({ do: "undo" }) }, `↶ ${t("nav.undo")}`),
            h("button", { onclick: () => part.send({ do: "reset" }) }, t("director.anew")),
            h("span", { class: "hint" }, t("director.undo_hint")),
          ),
        data.end && h("section", { class: "card" }, h("h2", {}, t("director.talk")), prose(data.talk)),
      );
    },
    after() {
      const { n } = part.data;
      if (shown !== null && shown !== n) {
        scrollTo({ top: 0 });
        part.host.querySelector("h1").focus();
      }
      shown = n;
    },
  };
};

function heading(data) {
  return [
    data.n === 0 && h("span", { class: "director-lesson" }, data.title),
    `${t("director.quarter_n", { n: data.n + 1, of: data.of })} · ${data.quarter.name}`,
  ];
}

function deciding(part) {
  const { data } = part;
  const levels = data.quarter.items.map((item) => item.level);
  return h(
    "section",
    { class: "card director-plan", "aria-label": t("director.label") },
    h("div", { class: "stake" }, prose(data.quarter.brief)),
    planner(data.quarter, levels, (next) => part.send({ do: "plan", plan: next.join(".") })),
    h(
      "button",
      {
        class: "go",
        disabled: overdrawn(data.quarter, levels) !== "",
        onclick: () => part.send({ do: "play", quarter: data.n }),
      },
      `${t("director.play", { quarter: data.quarter.name })} →`,
    ),
  );
}

/** The quarters as columns, one's own figure large and that of the year as it always was small below it. */
function played(data) {
  return h(
    "section",
    { class: "card director-results", "aria-label": t("director.results") },
    h("h2", {}, t("director.results")),
    h("p", { class: "hint" }, t("director.usual_hint")),
    h(
      "div",
      { class: "scroll", tabindex: "0" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, t("director.measure_head")),
            data.played.map((one) => h("th", { scope: "col", class: "n" }, one.name)),
          ),
        ),
        h(
          "tbody",
          {},
          data.measures.map((measure) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, measure.label, measure.unit && h("small", {}, ` ${measure.unit}`)),
              data.played.map((one) => cell(measure, one)),
            ),
          ),
          h(
            "tr",
            { class: "director-plans" },
            h("th", { scope: "row" }, t("director.your_plan")),
            data.played.map((one) => h("td", {}, one.plan)),
          ),
        ),
      ),
    ),
  );
}

function cell(measure, one) {
  const mine = one.mine[measure.name];
  const usual = one.usual[measure.name];
  const by = mine == null || usual == null ? 0 : measure.better * (mine - usual);
  const mark = Math.abs(by) < 0.5 * 10 ** -places(measure) ? "" : by > 0 ? "is-better" : "is-worse";
  return h(
    "td",
    { class: `n ${measure.name === "money" ? "" : mark}` },
    h("strong", {}, written(mine, measure)),
    h("small", {}, t("director.usual", { n: written(usual, measure) })),
  );
}

const places = (measure) => (measure.unit === "%" ? 1 : 0);

const written = (value, measure) => number(value, places(measure));

function ending(part) {
  const { end, note } = part.data;
  return h(
    "section",
    { class: "card director-end", "aria-label": t("director.end") },
    h("h2", {}, t("director.end")),
    h("p", { class: "headline", role: "status" }, end.verdict),
    h("p", { class: "hint" }, t("director.end_hint")),
    years(end, end.rows, (row, i) => [row.name, i === end.best && h("em", {}, ` ★ ${t("director.best")}`)], (i) => i === 0),
    h("p", { class: "note" }, h("strong", {}, t("lessons.note")), " ", note),
  );
}

/** Years as rows; the best of them is marked. Also the table of a class. */
export function years(result, rows, name, isMine) {
  return h(
    "div",
    { class: "scroll", tabindex: "0" },
    h(
      "table",
      { class: "director-years" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("director.year_head")),
          result.columns.map((one) => h("th", { scope: "col", class: "n" }, one.label, one.unit && h("small", {}, ` ${one.unit}`))),
          h("th", { scope: "col" }, t("director.plan_head")),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row, i) =>
          h(
            "tr",
            { class: `${isMine(i) ? "is-mine" : ""} ${i === result.best ? "is-best" : ""}` },
            h("th", { scope: "row" }, name(row, i)),
            result.columns.map((one) => h("td", { class: "n" }, written(row.cells[one.name], one))),
            h("td", { class: "director-words" }, row.plan),
          ),
        ),
      ),
    ),
  );
}
