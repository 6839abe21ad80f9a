// What happened hour by hour around the incident on show, both worlds side by side.

import { h } from "./dom.js";
import { kit, t, views } from "./kit.js";

views.hours = (part) => ({
  tree: () => {
    const { data } = part;
    if (!kit.worlds) return null;
    return h(
      "section",
      { class: "hours card", "aria-label": t("hours.title") },
      h("div", { class: "card-head" }, h("h2", {}, t("hours.title"))),
      data.hours.length ? data.hours.map(hour) : h("p", { class: "hint" }, t("minutes.none")),
    );
  },
});

function hour(one) {
  return h(
    "details",
    { class: "hour", open: true },
    h("summary", {}, one.clock),
    h(
      "div",
      { class: "hour-sides" },
      ["a", "b"].map((side) =>
        h(
          "ul",
          { class: `hour-side hour-${side}` },
          h("li", { class: "hour-world" }, h("span", { class: `badge badge-${side}` }, side.toUpperCase())),
          (one[side] ?? []).map((moment) =>
            h("li", {}, h("time", {}, moment.clock), ` ${moment.place} · ${moment.text}`),
          ),
        ),
      ),
    ),
  );
}
