// What a street director decides about a quarter: a level of every item, and what that takes of staff and money.

import { h } from "./dom.js";
import { number, t } from "./kit.js";

/** What the chosen levels take: what is taken in any case, and the parts of every item. */
export function takes(quarter, levels) {
  const sum = (what) =>
    quarter.items.reduce((all, item, i) => all + item.levels[levels[i]][what], quarter.idle[what]);
  return { hours: sum("hours"), yuan: sum("yuan") };
}

/** The sentence that says that a plan takes more than there is; nothing if it does not. */
export function overdrawn(quarter, levels) {
  const { hours, yuan } = takes(quarter, levels);
  if (hours <= quarter.has.hours + 1e-6 && yuan <= quarter.has.yuan + 1e-6) return "";
  return t("director.over", {
    hours: number(hours, 1),
    most_hours: number(quarter.has.hours, 0),
    yuan: number(yuan, 0),
    most_yuan: number(quarter.has.yuan, 0),
  });
}

/** The items in two groups, each with a bar of what is taken of what there is; `choose` gets all levels. */
export function planner(quarter, levels, choose) {
  const taken = takes(quarter, levels);
  return [
    group(quarter, levels, choose, "staff", t("director.hours_of", { n: number(taken.hours, 1), most: number(quarter.has.hours, 0) }), taken.hours / quarter.has.hours),
    group(quarter, levels, choose, "money", t("director.yuan_of", { n: number(taken.yuan, 0), most: number(quarter.has.yuan, 0) }), taken.yuan / quarter.has.yuan),
    h("p", { class: "hint" }, t("director.rest")),
    h("div", { role: "alert", class: "director-alert" }, overdrawn(quarter, levels) && h("p", { class: "director-over" }, overdrawn(quarter, levels))),
  ];
}

function group(quarter, levels, choose, kind, words, share) {
  return h(
    "section",
    { class: "director-group", "aria-label": t(`director.${kind}`) },
    h(
      "div",
      { class: "director-purse" },
      h("h2", {}, t(`director.${kind}`)),
      h("span", { class: share > 1 + 1e-9 ? "is-over" : "", role: "status" }, words),
      h("span", { class: "director-bar", "aria-hidden": "true" }, h("i", { class: share > 1 + 1e-9 ? "is-over" : "", style: `width:${Math.min(100, 100 * share)}%` })),
    ),
    quarter.items.map((item, i) => item.kind === kind && row(item, levels[i], (level) => choose(levels.map((old, j) => (j === i ? level : old))))),
  );
}

function row(item, level, set) {
  return h(
    "div",
    { class: "director-item", key: item.name },
    h("div", {}, h("strong", {}, item.label), item.unit && h("small", {}, ` ${item.unit}`), h("p", { class: "hint" }, item.tip)),
    h(
      "div",
      { class: "director-levels", role: "group", "aria-label": item.label },
      item.levels.map((one, n) =>
        h(
          "button",
          {
            class: `director-level ${n === level ? "is-on" : ""}`,
            "aria-pressed": String(n === level),
            title: n === item.start ? t("director.as_always") : null,
            onclick: () => n !== level && set(n),
          },
          one.words,
          n === item.start && h("small", {}, t("director.as_always")),
        ),
      ),
    ),
  );
}
