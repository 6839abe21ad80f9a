// What stands where the results will be: before the guess everything, during the film what would tell its end.

import { h } from "./dom.js";
import { t, views } from "./kit.js";

views.sealed = (part) => ({
  tree: () => {
    const { seal, title, problem } = part.data; // with a title it is the whole page, without one a part of it
    return h(
      "section",
      { class: "sealed card", "aria-label": t("sealed.label") },
      problem && h("p", { class: "notices", role: "alert" }, problem),
      title ? h("h1", { id: "content", tabindex: "-1" }, title) : h("h2", {}, t("sealed.label")),
      h("p", {}, t(`sealed.${seal}`)),
      title &&
        h(
          "p",
          { class: "buttons" },
          h("button", { class: "go", onclick: () => part.send({ do: "page", page: "worlds" }) }, t("sealed.to_question")),
          h(
            "button",
            { onclick: () => part.send(seal === "film" ? { do: "revealed" } : { do: "guess", choice: -1 }) },
            t(seal === "film" ? "question.skip_film" : "question.skip"),
          ),
        ),
    );
  },
});
