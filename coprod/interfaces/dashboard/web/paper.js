// A report of one page to print: asked for here, made by the server once its pairs of worlds have been run.

import { h, download } from "./dom.js";
import { t, views } from "./kit.js";
import { progressText } from "./tools.js";

views.paper = (part) => {
  const page = () => part.data.html.replaceAll(part.data.place, location.origin);
  const show = () => {
    const url = URL.createObjectURL(new Blob([page()], { type: "text/html" }));
    open(url, "_blank", "noopener");
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  };
  return {
    tree: () => {
      const { data } = part;
      if (data.html === undefined) return h("div", { class: "no-paper" });
      return h(
        "section",
        { class: "paper card", "aria-label": t("paper.title") },
        h("h2", {}, t("paper.title")),
        h("p", { class: "hint" }, t("paper.what", { n: data.seeds })),
        data.html
          ? h(
              "p",
              { class: "buttons" },
              h("button", { class: "go", onclick: show }, t("paper.open")),
              h("button", { onclick: () => download(data.name, page(), "text/html;charset=utf-8") }, `⤓ ${t("paper.save")}`),
            )
          : h(
              "p",
              { class: "buttons", role: "status" },
              h(
                "button",
                { class: "go", disabled: data.many, onclick: () => part.send({ do: "many", on: true }) },
                t("paper.make", { n: data.seeds }),
              ),
              data.problem || (data.progress && progressText(data.progress)),
            ),
      );
    },
  };
};
