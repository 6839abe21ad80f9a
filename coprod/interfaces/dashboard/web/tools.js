// What many parts have in common: the language button; beside every chart its table, and downloads of its numbers and picture.

import { h, csv, download } from "./dom.js";
import { kit, t } from "./kit.js";

/** The button that turns the page into the other language; what it is called is said in that one. */
export function languageButton(part) {
  return h(
    "button",
    {
      class: "language",
      lang: kit.lang === "zh" ? "en" : "zh-CN",
      "aria-label": t("nav.language_label"),
      onclick: () => part.send({ do: "lang" }),
    },
    t("nav.language"),
  );
}

/** Say how far many runs are, and, once one has told how long it takes, how long the others will. */
export function progressText(progress) {
  return t(progress.left === null ? "busy.seeds_begin" : "busy.seeds", progress);
}

/** Buttons beside every chart: table, CSV, PNG; without `picture` those of its numbers alone. */
export function chartTools(part, name, { table, turn, rows, picture = true }) {
  return h(
    "div",
    { class: "chart-tools" },
    h("button", { class: "tiny", "aria-pressed": String(table), onclick: turn }, t("charts.table")),
    h(
      "button",
      { class: "tiny", onclick: () => download(`coprod-${name}.csv`, csv(rows()), "text/csv;charset=utf-8") },
      "CSV",
    ),
    picture &&
      h(
        "button",
        { class: "tiny", onclick: (event) => savePng(event.target.closest(".card").querySelector("svg"), name) },
        "PNG",
      ),
  );
}

/** Save an SVG as a picture: styles are written into a copy, which is drawn at twice its size on white. */
export async function savePng(svg, name) {
  const copy = svg.cloneNode(true);
  const from = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((node, i) => {
    const style = getComputedStyle(from[i]);
    for (const key of [
      "fill",
      "stroke",
      "stroke-width",
      "stroke-dasharray",
      "font-size",
      "font-family",
      "font-weight",
      "text-anchor",
      "opacity",
      "visibility",
    ])
      node.style[key] = style.getPropertyValue(key);
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("width", width * 2);
  copy.setAttribute("height", height * 2);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const g = canvas.getContext("2d");
  g.fillStyle = "#fff";
  g.fillRect(0, 0, canvas.width, canvas.height);
  g.drawImage(image, 0, 0);
  canvas.toBlob((blob) => download(`coprod-${name}.png`, blob));
}

/** Show rows of cells as a table; the first row is its head. */
export function tableOf(rows) {
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          rows[0].map((cell) => h("th", { scope: "col" }, cell)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.slice(1).map((row) =>
          h(
            "tr",
            {},
            row.map((cell, i) => (i ? h("td", {}, cell) : h("th", { scope: "row" }, cell))),
          ),
        ),
      ),
    ),
  );
}
