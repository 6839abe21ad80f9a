// Lessons: the list of them, and one step of a walk. Arrow keys turn the steps; the shell hears them.

import { h } from "./dom.js";
import { t, views } from "./kit.js";
import { prose } from "./story.js";

views.lessons = (part) => ({
  tree: () =>
    h(
      "section",
      { class: "lesson-list" },
      h("h1", { id: "content", tabindex: "-1" }, t("lessons.title")),
      h("p", { class: "hint" }, t("lessons.lead")),
      part.data.problems.length > 0 &&
        h(
          "div",
          { class: "notices", role: "alert" },
          h(
            "div",
            {},
            h("strong", {}, t("notice.lesson_file")),
            h(
              "ul",
              {},
              part.data.problems.map((problem) => h("li", {}, problem)),
            ),
          ),
        ),
      h(
        "ol",
        {},
        part.data.lessons.map((one) =>
          h(
            "li",
            { class: "card lesson-card", key: one.name },
            h("span", { class: "lesson-number", "aria-hidden": "true" }, String(one.n)),
            h(
              "div",
              {},
              h("h2", {}, one.title),
              prose(one.stake),
              h("p", { class: "hint" }, one.about),
              h(
                "p",
                { class: "small" },
                t("lessons.facts", { minutes: one.minutes, steps: one.steps }),
              ),
            ),
            h(
              "button",
              {
                class: "go",
                onclick: () => part.send(one.page ? { do: "page", page: one.page } : { do: "walk", lesson: one.name }),
                "aria-label": t("lessons.begin_named", { title: one.title }),
              },
              t("lessons.begin"),
            ),
          ),
        ),
      ),
      h("p", { class: "hint" }, t("lessons.own")),
    ),
});

views.step = (part) => ({
  tree: () => {
    const { data } = part;
    const move = (by) => part.send({ do: "step", by });
    return h(
      "section",
      {
        class: `step card step-${data.kind}`,
        "data-step": data.n,
        "aria-label": t("lessons.step", { n: data.n, of: data.of }),
      },
      h(
        "div",
        { class: "step-top" },
        h(
          "button",
          { class: "link", onclick: () => part.send({ do: "page", page: "lessons" }) },
          `‹ ${t("lessons.all")}`,
        ),
        h("span", { class: "step-title" }, data.title),
        h(
          "ol",
          { class: "dots", "aria-label": t("lessons.step", { n: data.n, of: data.of }) },
          data.kinds.map((kind, i) =>
            h(
              "li",
              {},
              h("button", {
                class: `dot dot-${kind}`,
                "aria-current": i + 1 === data.n ? "step" : null,
                title: t(`lessons.kind_${kind}`),
                "aria-label": `${i + 1}: ${t(`lessons.kind_${kind}`)}`,
                disabled: i + 1 > data.n + (data.open ? 1 : 0),
                onclick: () => part.send({ do: "step", to: i + 1 }),
              }),
            ),
          ),
        ),
      ),
      h(
        "div",
        { class: "step-body" },
        h(
          "div",
          { class: "step-text", role: "status", "aria-live": "polite" },
          h("h1", { id: "content", tabindex: "-1" }, data.heading || t(`lessons.kind_${data.kind}`)),
          data.lead && h("div", { class: "stake" }, prose(data.lead)),
          prose(data.text),
          data.kind === "try" &&
            h(
              "div",
              { class: "try" },
              h(
                "button",
                { class: "go", disabled: data.tried, onclick: () => part.send({ do: "levers", number: data.number }) },
                data.tried ? `✓ ${t("lessons.tried")}` : t("lessons.try"),
              ),
              h(
                "ul",
                {},
                data.levers.map((words) => h("li", {}, words)),
              ),
            ),
          data.note && h("p", { class: "note" }, h("strong", {}, t("lessons.note")), " ", data.note),
        ),
        h(
          "div",
          { class: "step-turn" },
          h("button", { onclick: () => move(-1), disabled: data.first }, `← ${t("lessons.previous")}`),
          data.n < data.of
            ? h(
                "button",
                { class: data.open ? "go" : "", onclick: () => move(1) },
                data.open ? `${t("lessons.next")} →` : `${t("lessons.skip")} →`,
              )
            : h("button", { class: "go", onclick: () => part.send({ do: "page", page: "lessons" }) }, t("lessons.done")),
        ),
      ),
    );
  },
});
