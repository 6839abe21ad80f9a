// Levers, made from the declarations of the parameters: label, value, unit, range, where the default comes from.

import { h } from "./dom.js";
import { kit, t, number, views } from "./kit.js";
import { Hand } from "./hand.js";

views.levers = (part) => {
  const local = { open: null, query: "", all: false, hand: new Hand(part) };
  const again = () => part.redraw();
  const quiet = kit.asked.on((what) => what === "undo" && local.hand.flush());
  const undo = () => {
    local.hand.flush();
    part.send({ do: "undo" });
  };
  return {
    gone: quiet,
    tree: () => {
      const { data } = part;
      local.hand.release(data.heard);
      return h(
        "section",
        { class: "levers card", "aria-label": t("levers.label") },
        h(
          "div",
          { class: "levers-head" },
          h("h2", {}, t("levers.title")),
          h(
            "div",
            { class: "faces", role: "group", "aria-label": t("levers.which") },
            ["a", "b"].map((side) =>
              h(
                "button",
                {
                  class: `face side-${side}`,
                  "aria-pressed": String(data.side === side),
                  onclick: () => part.send({ do: "side", side }),
                },
                t(`levers.world_${side}`),
              ),
            ),
          ),
        ),
        h("p", { class: "hint" }, t(`levers.hint_${data.side}`)),
        h(
          "div",
          { class: "lever-list" },
          data.levers.map((lever) => control(lever, part, local, again)),
        ),
        h(
          "div",
          { class: "lever-tools" },
          h("button", { onclick: undo, disabled: !data.can_undo }, `↶ ${t("nav.undo")}`),
          h("button", { onclick: () => part.send({ do: "reset" }), disabled: !data.changed }, t("nav.reset")),
          data.pins !== "sealed" &&
            h(
              "button",
              {
                class: "keep-policy",
                disabled: data.pins === "full",
                title: t(data.pins === "full" ? "pins.full" : "pins.keep_tip"),
                onclick: () => {
                  local.hand.flush();
                  part.send({ do: "pin" });
                },
              },
              t("pins.keep", { world: data.side.toUpperCase() }),
            ),
          h(
            "span",
            { class: "seed" },
            h(
              "label",
              {},
              t("levers.seed"),
              " ",
              h("input", {
                type: "number",
                min: 0,
                step: 1,
                value: String(data.seed),
                title: t("levers.seed_tip"),
                onchange: (event) => part.send({ do: "seed", value: event.target.value }),
              }),
            ),
            h(
              "button",
              {
                class: "quiet",
                title: t("levers.dice_tip"),
                "aria-label": t("levers.dice_tip"),
                onclick: () => part.send({ do: "seed", value: String(Number(data.seed) + 1) }),
              },
              "⚄",
            ),
          ),
        ),
        h(
          "details",
          {
            class: "more",
            open: local.all,
            ontoggle: (event) => {
              local.all = event.target.open;
              if (local.all && !data.groups) part.send({ do: "all_levers" });
            },
          },
          h("summary", {}, t("levers.more", { n: data.n_all })),
          local.all &&
            data.groups && [
              h(
                "label",
                { class: "search" },
                t("levers.search"),
                h("input", {
                  type: "search",
                  value: local.query,
                  oninput: (event) => {
                    local.query = event.target.value;
                    again();
                  },
                }),
              ),
              data.groups.map((group) => groupOf(group, part, local, again)),
            ],
        ),
      );
    },
  };
};

function groupOf(group, part, local, again) {
  const query = local.query.trim().toLowerCase();
  const found = group.levers.filter(
    (lever) => !query || `${lever.key} ${lever.label} ${lever.tip}`.toLowerCase().includes(query),
  );
  return (
    found.length > 0 &&
    h(
      "details",
      { class: "group", key: group.name, open: Boolean(query) },
      h("summary", {}, `${group.title} (${found.length})`),
      found.map((lever) => control(lever, part, local, again)),
    )
  );
}

function control(lever, part, local, again) {
  const id = `lever-${lever.key.replace(".", "-")}`;
  const told = local.open === lever.key;
  return h(
    "div",
    { class: `lever ${lever.changed ? "is-changed" : ""}`, key: lever.key },
    h(
      "div",
      { class: "lever-head" },
      h("label", { for: id, id: `${id}-label` }, lever.label),
      h(
        "button",
        {
          class: "about",
          "aria-expanded": String(told),
          "aria-label": t("levers.about", { label: lever.label }),
          title: lever.tip,
          onclick: () => {
            local.open = told ? null : lever.key;
            again();
          },
        },
        "i",
      ),
      h(
        "button",
        {
          class: "back",
          disabled: !lever.changed,
          "aria-label": t("levers.back", { label: lever.label, value: shown(lever, lever.start) }),
          title: t("levers.back", { label: lever.label, value: shown(lever, lever.start) }),
          onclick: () => local.hand.move(lever, lever.start, true),
        },
        "↺",
      ),
    ),
    input({ ...lever, value: local.hand.value(lever) }, id, local.hand),
    told &&
      h(
        "div",
        { class: "lever-tip" },
        h("p", {}, lever.tip),
        h(
          "p",
          { class: "small" },
          t("levers.facts", { range: lever.range, start: shown(lever, lever.start), source: lever.source_text }),
          lever.stands && h("span", {}, ` ${lever.stands}`),
        ),
      ),
  );
}

function shown(lever, value) {
  if (lever.kind === "bool") return t(value ? "levers.on" : "levers.off");
  if (lever.kind === "choice") return lever.choice_labels?.[value] ?? value;
  return lever.unit ? `${number(value)} ${lever.unit}` : number(value);
}

function input(lever, id, hand) {
  const send = (value) => hand.move(lever, value, true);
  if (lever.kind === "bool") {
    return h(
      "label",
      { class: "switch" },
      h("input", {
        id,
        type: "checkbox",
        role: "switch",
        checked: lever.value,
        onchange: (event) => send(event.target.checked),
      }),
      h("span", {}, shown(lever, lever.value)),
    );
  }
  if (lever.kind === "choice") {
    return h(
      "select",
      { id, value: lever.value, onchange: (event) => send(event.target.value) },
      lever.choices.map((choice) => h("option", { value: choice }, lever.choice_labels?.[choice] ?? choice)),
    );
  }
  return h(
    "div",
    { class: "dial-in" },
    h("input", {
      id,
      type: "range",
      min: lever.low,
      max: lever.high,
      step: lever.step,
      value: String(lever.value),
      style: `--start:${place(lever, lever.start)}%; --other:${place(lever, lever.other)}%; --value:${place(lever, lever.value)}%`,
      class: `from-${lever.side}`,
      "aria-valuetext": shown(lever, lever.value),
      onpointerdown: (event) => (event.target._held = true),
      oninput: (event) => {
        preview(event, lever);
        hand.move(lever, Number(event.target.value));
      },
      onchange: (event) => {
        if (event.target._held) hand.flush(); // let go; keys send a change at every press
        event.target._held = false;
      },
      onblur: () => hand.flush(),
    }),
    h("input", {
      class: "exact",
      type: "number",
      value: String(lever.value),
      step: "any",
      "aria-labelledby": `${id}-label`,
      onfocus: (event) => (event.target._editing = true),
      onblur: (event) => (event.target._editing = false),
      onchange: (event) => {
        event.target._editing = false;
        send(event.target.value);
      },
    }),
    h("span", { class: "unit" }, lever.unit),
  );
}

/** Show the number under the hand while the slider moves; the worlds follow when it is let go. */
function preview(event, lever) {
  const slider = event.target;
  slider.style.setProperty("--value", `${place(lever, Number(slider.value))}%`);
  slider.parentElement.querySelector(".exact").value = slider.value;
}

function place(lever, value) {
  return Math.max(0, Math.min(100, (100 * (value - lever.low)) / (lever.high - lever.low || 1)));
}
