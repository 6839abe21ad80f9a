// Three dials for the three contradictions: 0 is no problem, 100 is the whole of it. A is the outer ring, B the inner.

import { h } from "./dom.js";
import { t, number, views } from "./kit.js";

views.dials = (part) => ({
  tree: () =>
    h(
      "section",
      { class: `dials card ${part.data.large ? "is-large" : ""}`, "aria-label": t("dials.label") },
      part.data.dials.map((dial) =>
        h(
          "figure",
          { class: "dial", key: dial.name, title: dial.tip },
          h(
            "svg",
            {
              viewBox: "0 0 200 112",
              role: "img",
              "aria-label": part.data.sealed
                ? t("dials.alt_sealed", { label: dial.label })
                : t("dials.alt", { label: dial.label, a: percent(dial.a), b: percent(dial.b) }),
            },
            arc(90, 1, "dial-track"),
            arc(90, dial.a, "dial-a"),
            arc(76, 1, "dial-track"),
            arc(76, dial.b, "dial-b"),
            h("text", { x: 100, y: 76, class: "dial-value dial-value-a" }, `A ${part.data.sealed ? "?" : percent(dial.a)}`),
            h("text", { x: 100, y: 102, class: "dial-value dial-value-b" }, `B ${part.data.sealed ? "?" : percent(dial.b)}`),
          ),
          h("figcaption", {}, h("strong", {}, dial.label), part.data.large && h("span", { class: "hint" }, dial.tip)),
        ),
      ),
      part.data.note && h("p", { class: "hint" }, part.data.note),
    ),
});

function percent(value) {
  return value === null || value === undefined ? "–" : `${number(100 * value, 0)} %`;
}

function arc(radius, share, cls) {
  if (share === null || share === undefined) share = 0;
  const angle = Math.PI * Math.max(0, Math.min(1, share));
  const x = 100 - radius * Math.cos(angle);
  const y = 104 - radius * Math.sin(angle);
  return h("path", {
    class: cls,
    d: `M${100 - radius} 104A${radius} ${radius} 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)}`,
    fill: "none",
    "stroke-width": 11,
  });
}
