// The laboratory: a form for a small study, its progress, and what it found.

import { h, download } from "./dom.js";
import { t, views } from "./kit.js";
import { found } from "./findings.js";

views.laboratory = (part) => {
  const local = { tables: new Set(), adding: "" };
  const set = (entries) => part.send({ do: "lab", entries });
  const turn = (name) => {
    local.tables.has(name) ? local.tables.delete(name) : local.tables.add(name);
    part.redraw();
  };
  return {
    tree: () => {
      const { data } = part;
      return h(
        "section",
        { class: "laboratory" },
        h(
          "div",
          {},
          h("h1", { id: "content", tabindex: "-1" }, t("lab.title")),
          h("p", { class: "stake" }, t("lab.lead")),
        ),
        h(
          "div",
          { class: "lab-two" },
          h("div", { class: "card lab-form" }, form(data, set, local, part)),
          h(
            "div",
            { class: "lab-found" },
            status(data, part),
            data.found
              ? found(data, set, local, turn, part)
              : h("p", { class: "card hint" }, data.found_problem || t("lab.nothing")),
          ),
        ),
      );
    },
  };
};

function form(data, set, local, part) {
  const running = ["waiting", "running"].includes(data.status.state);
  return [
    h("h2", {}, t("lab.design")),
    h(
      "fieldset",
      {},
      h("legend", {}, t("lab.levers")),
      data.levers.map((lever) => leverRow(lever, data, set)),
      data.levers.length < data.most_levers &&
        h(
          "label",
          { class: "field" },
          t("lab.add"),
          h(
            "select",
            { value: "", onchange: (event) => addLever(event, data, set) },
            h("option", { value: "" }, t("lab.choose")),
            data.choices.map((group) =>
              h(
                "optgroup",
                { label: group.title },
                group.levers
                  .filter((one) => !data.levers.some((lever) => lever.key === one.key))
                  .map((one) => h("option", { value: one.key }, one.label)),
              ),
            ),
          ),
        ),
    ),
    h(
      "fieldset",
      {},
      h("legend", {}, t("lab.outcomes")),
      h(
        "details",
        { class: "outcome-list", open: data.outcomes.filter((one) => one.on).length === 0 },
        h(
          "summary",
          {},
          data.outcomes
            .filter((one) => one.on)
            .map((one) => one.label)
            .join(" · "),
        ),
        data.outcomes.map((one) =>
          h(
            "label",
            { class: "tick-box" },
            h("input", {
              type: "checkbox",
              checked: one.on,
              onchange: (event) => {
                const names = data.outcomes
                  .filter((other) => (other.name === one.name ? event.target.checked : other.on))
                  .map((other) => other.name);
                set({ outcomes: names.join(",") });
              },
            }),
            one.label,
          ),
        ),
      ),
    ),
    h(
      "div",
      { class: "lab-numbers" },
      h(
        "label",
        { class: "field" },
        t("lab.town"),
        h(
          "select",
          { value: data.town, onchange: (event) => set({ town: event.target.value }) },
          data.towns.map((town) => h("option", { value: town.name }, town.label)),
        ),
      ),
      h(
        "label",
        { class: "field" },
        t("lab.days"),
        h("input", {
          type: "number",
          value: String(data.days),
          min: 30,
          onchange: (event) => set({ days: event.target.value }),
        }),
      ),
      h(
        "label",
        { class: "field" },
        t("lab.reps"),
        h("input", {
          type: "number",
          value: String(data.reps),
          min: 2,
          onchange: (event) => set({ reps: event.target.value }),
        }),
      ),
    ),
    data.problems.length > 0 &&
      h(
        "ul",
        { class: "notices", role: "alert" },
        data.problems.map((problem) => h("li", {}, problem)),
      ),
    h("p", { class: "hint" }, data.promise),
    h(
      "div",
      { class: "lab-run" },
      running
        ? h("button", { onclick: () => part.send({ do: "cancel" }) }, t("busy.cancel"))
        : h(
            "button",
            {
              class: "go",
              disabled: data.problems.length > 0 || !data.levers.length,
              onclick: () => part.send({ do: "run" }),
            },
            `▶ ${t("lab.run")}`,
          ),
      h("button", { disabled: !data.study, onclick: () => download("study.toml", data.study) }, t("lab.study_file")),
    ),
    h(
      "details",
      { class: "more" },
      h("summary", {}, t("lab.see_file")),
      h("pre", { tabindex: "0" }, data.study),
      h("p", { class: "hint" }, t("lab.same")),
    ),
    h(
      "label",
      { class: "field" },
      t("lab.open"),
      h(
        "select",
        { value: data.open, onchange: (event) => set({ open: event.target.value }) },
        h("option", { value: "" }, data.opened.length ? t("lab.choose") : t("lab.none_finished")),
        data.opened.map((one) => h("option", { value: one.path }, one.name)),
      ),
    ),
  ];
}

function leverRow(lever, data, set) {
  return h(
    "div",
    { class: "lab-lever", key: lever.key },
    h(
      "label",
      { class: "field" },
      h("span", { title: lever.tip }, lever.label),
      h("input", {
        value: lever.text,
        "aria-describedby": `range-${lever.key}`,
        onchange: (event) => set({ ...others(data), [`lever.${lever.key}`]: event.target.value }),
      }),
    ),
    h(
      "button",
      {
        class: "quiet",
        "aria-label": t("lab.remove", { label: lever.label }),
        title: t("lab.remove", { label: lever.label }),
        disabled: data.levers.length < 2,
        onclick: () => set({ ...others(data), [`lever.${lever.key}`]: "" }),
      },
      "×",
    ),
    h("p", { class: "small", id: `range-${lever.key}` }, lever.range),
  );
}

/** All levers of the form as they stand, so that a change does not bring back those of a new form. */
function others(data) {
  return Object.fromEntries(data.levers.map((lever) => [`lever.${lever.key}`, lever.text]));
}

function addLever(event, data, set) {
  const key = event.target.value;
  event.target.value = "";
  const one = data.choices.flatMap((group) => group.levers).find((lever) => lever.key === key);
  if (one) set({ ...others(data), [`lever.${key}`]: one.usual });
}

function status(data) {
  const { state, done, all, failed, left, problem } = data.status;
  if (state === "idle" || (state === "finished" && !failed)) return null;
  return h(
    "div",
    { class: "card progress", role: "status" },
    ["running", "waiting"].includes(state) &&
      h("progress", { max: all || 1, value: done, "aria-label": t("changes.progress") }),
    h("span", {}, t(`lab.state_${state}`, { done, all, left, reason: problem })),
    failed > 0 && h("span", {}, t("lab.failed", { n: failed })),
  );
}
