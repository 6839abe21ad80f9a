// A class: the page that joins, the phone that guesses and sets a lever, and what phones and screen have in common.

import { h } from "./dom.js";
import { kit, number, t, views } from "./kit.js";
import { overdrawn, planner } from "./planner.js";
import { years } from "./director.js";
import { prose } from "./story.js";
import { languageButton } from "./tools.js";

/** Keep the seconds left until a round closes, counted here, and redraw every second while there are any. */
export function countdown(part) {
  let seen = null;
  let ends = 0;
  const every = setInterval(() => part.data.left != null && part.redraw(), 1000);
  return {
    left() {
      if (part.data !== seen) {
        seen = part.data;
        ends = performance.now() + 1000 * (seen.left ?? 0);
      }
      return seen.left == null ? null : Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    },
    stop: () => clearInterval(every),
  };
}

/** Show the seconds left; read out only when few are left. */
export function timer(seconds) {
  if (seconds == null) return null;
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return h(
    "span",
    { class: `class-timer ${seconds <= 10 ? "is-short" : ""}`, role: "timer", "aria-label": t("class.left", { n: seconds }) },
    text,
  );
}

/** Show sentences that must not be missed. */
export function notices(list) {
  return (
    list.length > 0 &&
    h(
      "div",
      { class: "notices", role: "alert" },
      h(
        "ul",
        {},
        list.map((notice) => h("li", {}, notice)),
      ),
    )
  );
}

/** The name of the program, the room and the language. */
export function head(part, ...more) {
  return h(
    "header",
    { class: "top class-top" },
    h("span", { class: "mark" }, h("strong", {}, "coprod")),
    part.data.code && h("span", { class: "class-code" }, t("class.room"), " ", h("strong", {}, part.data.code)),
    ...more,
    languageButton(part),
  );
}

/** What the class guessed: a bar an answer, labelled directly; one's own and, once it is known, the right one marked. */
export function histogram(data) {
  const counts = data.histogram;
  const all = counts.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...counts);
  const right = data.result ? data.result.right : null;
  return h(
    "ol",
    { class: "class-bars", "aria-label": t("class.histogram", { n: all }) },
    data.round.choices.map((choice, i) =>
      h(
        "li",
        { class: `${i === right ? "is-right" : ""} ${i === data.mine ? "is-mine" : ""}` },
        h(
          "span",
          { class: "class-choice" },
          i === right && "✓ ",
          choice,
          i === data.mine && h("em", {}, ` · ${t("class.yours")}`),
          i === right && h("em", {}, ` · ${t("class.right")}`),
        ),
        h("span", { class: "class-bar" }, h("i", { style: `width:${(100 * counts[i]) / most}%` })),
        h("strong", {}, String(counts[i])),
      ),
    ),
  );
}

/** Every group's lever and, once revealed, what came of it beside the town that nobody changed. */
export function table(data) {
  const name = (group) => (group === 0 ? t("class.nobody") : t("class.group_n", { n: group }));
  const { result } = data;
  if (!result)
    return data.policies.length
      ? h(
          "ul",
          { class: "class-policies" },
          data.policies.map((one) => h("li", {}, h("strong", {}, name(one.group)), " ", one.words)),
        )
      : h("p", { class: "hint" }, t("class.no_policies"));
  const largest = Math.max(...result.rows.map((row) => Math.abs(row.cells[0] ?? 0)), 1e-12);
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "class-table", role: "table" }, // on a phone rows are drawn as cards, which would otherwise end the table
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("class.group")),
          h("th", { scope: "col" }, t("class.policy")),
          result.columns.map((one) =>
            h("th", { scope: "col", class: "n" }, one.label, one.unit && h("small", {}, ` ${one.unit}`)),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        result.rows.map((row) =>
          h(
            "tr",
            { class: row.group === data.group ? "is-mine" : "", role: "row" },
            h("th", { scope: "row", role: "rowheader" }, name(row.group)),
            h("td", { role: "cell" }, row.policy),
            row.cells.map((cell, i) =>
              h(
                "td",
                { class: "n", role: "cell", "data-label": [result.columns[i].label, result.columns[i].unit].join(" ").trim() },
                cell == null ? "–" : number(cell),
                i === 0 &&
                  h("span", { class: "class-bar" }, h("i", { style: `width:${(100 * Math.abs(cell ?? 0)) / largest}%` })),
              ),
            ),
          ),
        ),
      ),
    ),
    h("p", { class: "hint" }, t("class.one_storm")),
  );
}

/** The results of the round that is on, as everybody sees them. */
export function results(data) {
  const bet = data.round.kind === "bet";
  if (data.round.kind === "year") return yearResults(data);
  return [
    data.result && bet && h("p", { class: "class-headline", role: "status" }, data.result.headline),
    data.phase === "revealed" && data.waiting && h("p", { class: "hint", role: "status" }, t("class.computing")),
    bet ? histogram(data) : table(data),
  ];
}

/** A quarter of every group's year, beside the year as it always was; in the end the class's best year is marked. */
function yearResults(data) {
  const { result } = data;
  if (!result)
    return [data.phase === "revealed" && data.waiting && h("p", { class: "hint", role: "status" }, t("class.computing")), table(data)];
  const name = (row) => [
    row.group === 0 ? t("director.class_always") : t("class.group_n", { n: row.group }),
    row.group === result.best && h("em", {}, ` ★ ${t("director.best")}`),
  ];
  const best = result.rows.findIndex((row) => row.group === result.best);
  return [
    result.headline && h("p", { class: "class-headline", role: "status" }, result.headline),
    years({ ...result, best }, result.rows, name, (i) => result.rows[i].group !== 0 && result.rows[i].group === data.group),
    h("p", { class: "hint" }, t("class.one_storm")),
  ];
}

views.class_join = (part) => {
  let typed = part.data.code || "";
  const go = (event) => {
    event.preventDefault();
    part.send({ do: "code", code: typed });
  };
  return {
    tree: () =>
      h(
        "main",
        { class: "class-page class-join" },
        head({ data: {}, send: part.send }),
        notices(part.data.notices),
        h(
          "form",
          { class: "card", onsubmit: go },
          h("h1", { id: "content", tabindex: "-1" }, t("class.join_title")),
          h("label", { for: "class-code" }, t("class.code_label")),
          h("input", {
            id: "class-code",
            class: "class-type",
            inputmode: "numeric",
            autocomplete: "off",
            maxlength: 8,
            value: typed,
            oninput: (event) => (typed = event.target.value),
          }),
          h("button", { class: "go", type: "submit" }, t("class.join")),
          h("p", { class: "hint" }, t("class.privacy")),
        ),
      ),
  };
};

views.class_phone = (part) => {
  const clock = countdown(part);
  let chosen = null; // key of the lever on show
  let value = null;
  let plan = null; // {number, levels}: the quarter that is planned on this phone, and how
  const pick = (lever) => {
    chosen = lever.key;
    value = lever.value;
    part.redraw();
  };
  return {
    gone: clock.stop,
    tree: () => {
      const { data } = part;
      return h(
        "main",
        { class: "class-page class-phone" },
        head(part),
        notices(data.notices),
        h(
          "p",
          { class: "class-who" },
          t("class.you", { n: data.number }),
          data.groups > 1 && [" · ", groupChoice(part)],
        ),
        data.phase === "waiting" && waiting(),
        data.phase === "over" && over(),
        data.round &&
          h(
            "section",
            { class: "card class-round" },
            h("p", { class: "hint" }, `${data.round.number} · ${data.round.title}`),
            timer(clock.left()),
            h("h1", { id: "content", tabindex: "-1" }, data.round.text || t("class.policy_title")),
            data.phase === "open" && data.round.kind === "bet" && bets(part),
            data.phase === "open" &&
              data.round.kind === "policy" &&
              levers(part, { chosen, value, pick, set: (next) => ((value = next), part.redraw()) }),
            data.phase === "open" &&
              data.round.kind === "year" &&
              planning(part, plan, (next) => ((plan = next), part.redraw())),
            data.phase === "closed" && h("p", { class: "hint", role: "status" }, t("class.closed")),
            data.phase !== "open" && results(data),
          ),
      );
    },
  };
};

function waiting() {
  return h(
    "section",
    { class: "card class-round" },
    h("h1", { id: "content", tabindex: "-1" }, t("class.joined")),
    h("p", {}, t("class.look_up")),
  );
}

function over() {
  return h(
    "section",
    { class: "card class-round" },
    h("h1", { id: "content", tabindex: "-1" }, t("class.over")),
    h("p", {}, t("class.over_more")),
    h("p", {}, h("a", { class: "class-explore", href: `/?v=1&lang=${kit.lang}` }, t("class.explore"))),
  );
}

function groupChoice(part) {
  const { data } = part;
  return h(
    "label",
    {},
    h(
      "select",
      {
        "aria-label": t("class.group"),
        value: String(data.group),
        onchange: (event) => part.send({ do: "group", group: Number(event.target.value) }),
      },
      Array.from({ length: data.groups }, (_, i) =>
        h("option", { value: String(i + 1), selected: i + 1 === data.group }, t("class.group_n", { n: i + 1 })),
      ),
    ),
  );
}

function bets(part) {
  const { data } = part;
  return [
    h(
      "div",
      { class: "class-choices", role: "group", "aria-label": data.round.text },
      data.round.choices.map((choice, i) =>
        h(
          "button",
          {
            class: `class-bet ${i === data.mine ? "is-mine" : ""}`,
            "aria-pressed": String(i === data.mine),
            onclick: () => part.send({ do: "bet", choice: i }),
          },
          i === data.mine && "✓ ",
          choice,
        ),
      ),
    ),
    h("p", { class: "hint", role: "status" }, t(data.mine == null ? "class.pick" : "class.may_change")),
  ];
}

/** A group's plan for the quarter: drafted on each phone, and the group's once somebody sets it. */
function planning(part, draft, keep) {
  const { data } = part;
  const quarter = data.planner;
  const mine = draft && draft.round === data.round.number && draft.group === data.group;
  const levels = mine ? draft.levels : quarter.items.map((item) => item.level);
  const over = overdrawn(quarter, levels);
  return [
    prose(data.round.stake),
    h("p", { class: "class-policy", role: "status" }, data.policy ? t("director.class_now", { plan: data.policy.words, n: data.policy.by }) : t("director.class_goes_on")),
    planner(quarter, levels, (next) => keep({ round: data.round.number, group: data.group, levels: next })),
    h("button", { class: "go", disabled: over !== "", onclick: () => part.send({ do: "plan", plan: levels.join(".") }) }, t("director.class_set")),
  ];
}

function levers(part, { chosen, value, pick, set }) {
  const { data } = part;
  const lever = data.levers.find((one) => one.key === chosen);
  return [
    data.policy &&
      h("p", { class: "class-policy", role: "status" }, t("class.policy_now", { policy: data.policy.words, n: data.policy.by })),
    h(
      "label",
      { class: "class-field" },
      t("class.which_lever"),
      h(
        "select",
        {
          value: lever ? chosen : "",
          onchange: (event) => {
            const found = data.levers.find((one) => one.key === event.target.value);
            if (found) pick(found);
          },
        },
        h("option", { value: "" }, t("class.choose_lever")),
        data.levers.map((one) => h("option", { value: one.key, selected: one.key === chosen }, one.label)),
      ),
    ),
    lever && [
      h("div", { class: "hint" }, prose(lever.tip)),
      h("p", { class: "hint" }, t("class.now", { value: shown(lever, lever.value) })),
      setting(lever, value, set),
      h(
        "button",
        { class: "go", onclick: () => part.send({ do: "policy", key: lever.key, value }) },
        t("class.set_policy"),
      ),
    ],
  ];
}

function shown(lever, value) {
  if (lever.kind === "choice") return lever.choice_labels[value];
  if (lever.kind === "bool") return t(value ? "levers.on" : "levers.off");
  return `${number(value)} ${lever.unit}`.trim();
}

function setting(lever, value, set) {
  const options =
    lever.kind === "choice" ? lever.choices : lever.kind === "bool" ? [true, false] : null;
  if (options)
    return h(
      "div",
      { class: "class-choices", role: "group", "aria-label": lever.label },
      options.map((one) =>
        h(
          "button",
          { class: `class-bet ${one === value ? "is-mine" : ""}`, "aria-pressed": String(one === value), onclick: () => set(one) },
          shown(lever, one),
        ),
      ),
    );
  return h(
    "label",
    { class: "class-field" },
    h("strong", {}, shown(lever, value)),
    h("input", {
      type: "range",
      min: lever.low,
      max: lever.high,
      step: lever.step,
      value: String(value),
      "aria-label": lever.label,
      oninput: (event) => set(Number(event.target.value)),
    }),
  );
}

/** The address, the QR code and the code to type: how to come in. */
export function door(data, size) {
  const plain = data.address.replace(/^https?:\/\//, "");
  return h(
    "div",
    { class: `class-door is-${size}` },
    data.qr
      ? h(
          "svg",
          {
            class: "class-qr",
            viewBox: `0 0 ${data.qr.size} ${data.qr.size}`,
            role: "img",
            "aria-label": t("class.qr_alt", { address: plain, code: data.code }),
            "shape-rendering": "crispEdges",
          },
          h("rect", { width: data.qr.size, height: data.qr.size, fill: "#fff" }),
          h("path", { d: data.qr.path, fill: "#000" }),
        )
      : h("p", { class: "hint" }, data.segno),
    h(
      "div",
      { class: "class-how" },
      h("p", {}, t("class.open_address")),
      h("p", { class: "class-address" }, plain),
      h("p", {}, t("class.type_code")),
      h("p", { class: "class-digits" }, data.code),
    ),
  );
}

views.class_screen = (part) => {
  const clock = countdown(part);
  return {
    gone: clock.stop,
    tree: () => {
      const { data } = part;
      const asked = data.round;
      return h(
        "main",
        { class: `class-page class-screen is-${data.phase}` },
        head(part, h("span", { class: "class-count", role: "status" }, t("class.in_room", { n: data.joined }))),
        notices(data.notices),
        !asked && [
          h("h1", { id: "content", tabindex: "-1" }, t(data.phase === "over" ? "class.over" : "class.come_in")),
          data.phase === "waiting" && door(data, "large"),
        ],
        asked && [
          h(
            "div",
            { class: "class-ask" },
            h(
              "div",
              {},
              h("p", { class: "hint" }, asked.title),
              h("h1", { id: "content", tabindex: "-1" }, asked.text || t("class.policy_title")),
            ),
            timer(clock.left()),
          ),
          data.phase === "open" && [
            h("div", { class: "class-stake" }, prose(asked.stake)),
            asked.choices &&
              h(
                "ol",
                { class: "class-options" },
                asked.choices.map((choice) => h("li", {}, choice)),
              ),
            h(
              "p",
              { class: "class-progress", role: "status" },
              t(asked.kind === "bet" ? "class.guessed" : "class.groups_done", { n: data.done, of: data.of }),
            ),
            door(data, "small"),
          ],
          data.phase !== "open" && results(data),
        ],
      );
    },
  };
};
