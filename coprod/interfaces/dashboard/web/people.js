// Who is that dot? A card for a resident, a committee, a street office or a property firm, in both worlds.

import { h } from "./dom.js";
import { kit, t, number, dateOf, views } from "./kit.js";
import { STATES } from "./palette.js";
import { clock } from "./clock.js";
import { tableOf } from "./tools.js";

views.people = (part) => {
  const quiet = clock.on(() => {
    const line = part.host.querySelector(".today"); // one line follows the clock; the rest of the page stands still
    if (line && part.data.strips) line.textContent = toldToday(part.data);
  });
  const go = (person, world = part.data.world) => part.send({ do: "person", row: person, world });
  return {
    gone: quiet,
    tree: () => {
      const { data } = part;
      if (data.busy)
        return h(
          "section",
          { class: "card people" },
          h("h1", { id: "content", tabindex: "-1" }, t("people.title")),
          h("p", { class: "hint" }, t("busy.first")),
        );
      return h(
        "section",
        { class: "card people", "aria-label": t("people.title") },
        h(
          "div",
          { class: "people-head" },
          h(
            "div",
            { class: "faces", role: "group", "aria-label": t("people.kind") },
            data.kinds.map((kind) =>
              h(
                "button",
                {
                  class: "face",
                  "aria-pressed": String(kind.letter === data.letter),
                  onclick: () => go(`${kind.letter}0`),
                },
                `${kind.name} (${number(kind.n)})`,
              ),
            ),
          ),
          h(
            "div",
            { class: "finder" },
            h(
              "button",
              {
                "aria-label": t("people.before"),
                title: t("people.before"),
                disabled: data.number === 0,
                onclick: () => go(`${data.letter}${data.number - 1}`),
              },
              "◂",
            ),
            h(
              "label",
              {},
              t("people.find"),
              h("input", {
                type: "number",
                min: 0,
                max: data.of - 1,
                value: String(data.number),
                onchange: (event) => go(`${data.letter}${Math.max(0, Number(event.target.value) | 0)}`),
              }),
            ),
            h(
              "button",
              {
                "aria-label": t("people.after"),
                title: t("people.after"),
                disabled: data.number >= data.of - 1,
                onclick: () => go(`${data.letter}${data.number + 1}`),
              },
              "▸",
            ),
            data.letter === "" &&
              h("button", { onclick: () => go(String(Math.floor(Math.random() * data.of))) }, t("people.anyone")),
            data.letter === "" && h("button", { onclick: () => go(String(data.busiest)) }, t("people.busiest")),
          ),
        ),
        data.problem && h("p", { class: "notices", role: "alert" }, data.problem),
        data.sides.length < 2 && apart(data, go),
        h("h1", { id: "content", tabindex: "-1" }, data.title),
        h("p", { class: "stake" }, data.about),
        h("p", { class: "life" }, data.life, " ", h("span", { class: "hint" }, t("people.invented"))),
        data.strips && today(data),
        data.strips && strips(data),
        h(
          "div",
          { class: "people-body" },
          facts(data),
          h(
            "div",
            { class: "people-ties" },
            data.offices.length > 0 && [
              h("h2", {}, t("people.offices")),
              h(
                "ul",
                { class: "tie-list" },
                data.offices.map((office) =>
                  h("li", {}, h("button", { class: "link", onclick: () => go(office.person) }, office.label)),
                ),
              ),
            ],
            data.ties.length > 0 && [h("h2", {}, t("people.ties", { n: data.ties.length })), ties(data, go)],
            (data.decides || []).length > 0 && [h("h2", {}, t("people.decides")), decisions(data)],
            data.incidents && [h("h2", {}, t("people.incidents")), incidents(data)],
          ),
        ),
      );
    },
  };
};

/** Towns of different size have different people: one world is shown, and may be changed for the other. */
function apart(data, go) {
  return h(
    "p",
    { class: "hint" },
    t("people.apart"),
    " ",
    h(
      "span",
      { class: "faces", role: "group", "aria-label": t("stage.label") },
      ["a", "b"].map((side) =>
        h(
          "button",
          { class: "face", "aria-pressed": String(side === data.world), onclick: () => go(`${data.letter}${data.number}`, side) },
          t(`levers.world_${side}`),
        ),
      ),
    ),
  );
}

function today(data) {
  return h("p", { class: "today", role: "status" }, toldToday(data));
}

/** Say what somebody does on the day that the clock shows: that of the incident by night. */
function toldToday(data) {
  const day = Math.floor(clock.face === "night" && data.incident_day != null ? data.incident_day : clock.year);
  const does = data.sides.map((side) => t(`state.${STATES[data.strips[side][Math.min(day, data.strips[side].length - 1)]].key}`));
  const same = does.length < 2 || does[0] === does[1];
  const words = same ? does[0] : data.sides.map((side, i) => `${side.toUpperCase()}: ${does[i]}`).join(" · ");
  return t("people.today", { date: dateOf(day), does: words });
}

/** A small square for every day: what the person did in each world. */
function strips(data) {
  return h(
    "div",
    { class: "strips" },
    data.sides.map((side) => {
      const days = data.strips[side];
      const acts = days.filter(Boolean).length;
      const perRow = Math.min(days.length, 366);
      return h(
        "div",
        { class: "strip" },
        h("span", { class: `badge badge-${side}`, "aria-hidden": "true" }, side.toUpperCase()),
        h(
          "svg",
          {
            viewBox: `0 0 ${perRow * 3} ${12 * Math.ceil(days.length / perRow)}`,
            preserveAspectRatio: "none",
            role: "img",
            "aria-label": t("people.strip", { world: side.toUpperCase(), n: acts }),
          },
          days.map(
            (code, day) =>
              code > 0 &&
              h(
                "rect",
                { x: (day % perRow) * 3, y: 12 * Math.floor(day / perRow), width: 2.6, height: 11, fill: STRIP[code] },
                h("title", {}, `${dateOf(day)} · ${t(`state.${STATES[code].key}`)}`),
              ),
          ),
        ),
        h("span", { class: "strip-count" }, t("people.days", { n: acts })),
      );
    }),
  );
}

const STRIP = ["#e9e3d7", "#b58900", "#0072b2", "#00805c", "#b0397f", "#5b6673"];

function facts(data) {
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "facts" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("people.fact")),
          data.sides.map((side) => h("th", { scope: "col" }, side.toUpperCase())),
        ),
      ),
      h(
        "tbody",
        {},
        data.facts.map((fact) =>
          h(
            "tr",
            { class: fact.same ? "" : "differs" },
            h("th", { scope: "row" }, fact.label, fact.unit && h("span", { class: "unit" }, ` (${fact.unit})`)),
            data.sides.map((side) => h("td", {}, fact[side])),
          ),
        ),
      ),
    ),
  );
}

function ties(data, go) {
  const groups = new Map();
  for (const tie of data.ties) groups.set(tie.how, [...(groups.get(tie.how) || []), tie]);
  return [...groups].map(([how, some]) =>
    h(
      "div",
      { class: "tie-group" },
      h("h3", {}, how),
      h(
        "ul",
        { class: "tie-list" },
        some.map((tie) =>
          h(
            "li",
            {},
            h("button", { class: "link", onclick: () => go(String(tie.row)) }, tie.name),
            ` ${tie.age} · ${tie.kind} · ${t("people.days", { n: tie.acts })}`,
          ),
        ),
      ),
    ),
  );
}

/** What somebody decides, by which rule and why: once if it is the same in both worlds. */
function decisions(data) {
  return h(
    "dl",
    { class: "decisions" },
    data.decides.map((one) => {
      const [a, b] = one.sides;
      const same = a.rule === b.rule && a.why === b.why;
      return [
        h("dt", {}, one.what),
        (same ? [a] : [a, b]).map((side, i) =>
          h(
            "dd",
            {},
            !same && h("span", { class: `badge badge-${"ab"[i]}` }, "AB"[i]),
            !same && " ",
            `${side.why} `,
            h("span", { class: "unit" }, t("people.by_rule", { rule: side.rule })),
          ),
        ),
      ];
    }),
  );
}

function incidents(data) {
  if (!data.incidents.length) return h("p", { class: "hint" }, t("people.no_incidents"));
  const minutes = (n) => (n === null ? "–" : `${n} ${t("unit.min")}`);
  return tableOf([
    [t("charts.day_head"), t("minutes.pick"), ...data.sides.map((side) => side.toUpperCase())],
    ...data.incidents.map((one) => [dateOf(one.day), one.type, ...data.sides.map((side) => minutes(one[side]))]),
  ]);
}
