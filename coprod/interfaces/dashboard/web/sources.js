// Where every number comes from: all parameters by group, all mechanisms by group, all references by kind, searchable.

import { h, csv, download } from "./dom.js";
import { t, views } from "./kit.js";

views.sources = (part) => {
  let query = "";
  const open = new Set();
  return {
    tree: () => {
      const { data } = part;
      const wanted = query.trim().toLowerCase();
      const fits = (row) => !wanted || Object.values(row).join(" ").toLowerCase().includes(wanted);
      return h(
        "section",
        { class: "sources" },
        h("h1", { id: "content", tabindex: "-1" }, t("sources.title")),
        h("p", { class: "stake" }, data.lead),
        h(
          "div",
          { class: "card sources-tools" },
          h(
            "label",
            { class: "search" },
            t("levers.search"),
            h("input", {
              type: "search",
              value: query,
              oninput: (event) => {
                query = event.target.value;
                part.redraw();
              },
            }),
          ),
          h(
            "button",
            { onclick: () => download("coprod-parameters.csv", csv(parameterRows(data)), "text/csv;charset=utf-8") },
            t("sources.csv"),
          ),
        ),
        h("h2", {}, t("sources.parameters")),
        data.groups.map((group) => fold(group, fits, wanted, open, part, parameters)),
        h("h2", {}, t("sources.mechanisms")),
        data.mechanism_groups.map((group) => fold(group, fits, wanted, open, part, mechanisms)),
        h("h2", {}, t("sources.references")),
        data.references.map((kind) => fold(kind, fits, wanted, open, part, references)),
      );
    },
  };
};

function fold(group, fits, wanted, open, part, draw) {
  const rows = group.rows.filter(fits);
  if (!rows.length) return null;
  const isOpen = Boolean(wanted) || open.has(group.name);
  return h(
    "details",
    {
      class: "card group",
      key: group.name,
      open: isOpen,
      ontoggle: (event) => {
        if (wanted || event.target.open === open.has(group.name)) return;
        event.target.open ? open.add(group.name) : open.delete(group.name);
        part.redraw();
      },
    },
    h("summary", {}, `${group.title} (${rows.length})`),
    isOpen && draw(rows),
  );
}

function parameters(rows) {
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "words" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["label", "value", "range", "role", "mechanism_from", "number_from"].map((name) => h("th", { scope: "col" }, t(`sources.${name}`))),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            h(
              "th",
              { scope: "row" },
              h("span", { title: row.tip }, row.label),
              h("code", {}, row.key),
              h("p", { class: "small" }, row.tip),
            ),
            h("td", {}, row.value),
            h("td", {}, row.range),
            h("td", {}, row.role),
            h("td", {}, row.mechanism_from),
            h("td", {}, row.number_from),
          ),
        ),
      ),
    ),
  );
}

function mechanisms(rows) {
  return h(
    "ul",
    { class: "mechanisms" },
    rows.map((row) =>
      h(
        "li",
        {},
        h("strong", {}, `${row.id} ${row.name}`),
        h("p", {}, row.does),
        h("p", { class: "small" }, h("q", { lang: "zh-CN" }, row.quote), ` ${row.source}`),
        row.found && h("p", { class: "small" }, row.found),
      ),
    ),
  );
}

function references(rows) {
  return h(
    "ul",
    { class: "mechanisms" },
    rows.map((row) => h("li", {}, h("code", {}, row.code), ` ${row.text}`)),
  );
}

function parameterRows(data) {
  const names = ["key", "label", "value", "unit", "range", "role", "mechanism_from", "number_from", "tip"];
  return [names, ...data.groups.flatMap((group) => group.rows.map((row) => names.map((name) => row[name])))];
}
