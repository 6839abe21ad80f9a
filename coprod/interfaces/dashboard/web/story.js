// The opening of the page: what is at stake, the question, and, once somebody has guessed, the answer.

import { h } from "./dom.js";
import { kit, t, views } from "./kit.js";
import { clock } from "./clock.js";

/** Turn a text with blank lines and **bold** words into paragraphs. */
export function prose(text, props = {}) {
  return (text || "")
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((paragraph) =>
      h(
        "p",
        props,
        paragraph.split(/\*\*(.+?)\*\*/g).map((piece, i) => (i % 2 ? h("strong", {}, piece) : piece)),
      ),
    );
}

views.story = (part) => ({
  tree: () => {
    const { data } = part;
    return h(
      "section",
      { class: "story" },
      h(
        "div",
        { class: "story-text" },
        h("h1", { id: "content", tabindex: "-1" }, data.title),
        h("div", { class: "stake" }, prose(data.stake)),
      ),
      h(
        "div",
        { class: "chips", role: "group", "aria-label": t("narration.chips") },
        data.chips.map((chip) =>
          h(
            "button",
            {
              class: "chip",
              "aria-pressed": String(chip.on),
              onclick: () => part.send({ do: "scene", scene: chip.name }),
            },
            chip.title,
          ),
        ),
      ),
    );
  },
});

views.question = (part) => ({
  tree: () => {
    const { data } = part;
    if (!data.text) return h("div", { class: "no-question" });
    const answered = data.guess !== null && data.guess !== undefined;
    return h(
      "section",
      { class: `question card ${answered ? "is-answered" : ""}`, "aria-label": t("question.label") },
      h(
        "p",
        { class: "ask" },
        h("span", { class: "mini", title: t("question.why") }, t(answered ? "question.guessed" : "question.first")),
        data.text,
      ),
      h(
        "div",
        { class: "choices", role: "group", "aria-label": data.text },
        data.choices.map((choice, i) =>
          h(
            "button",
            {
              class: `choice ${answered && i === data.guess ? "is-mine" : ""} ${answered && i === data.right ? "is-right" : ""}`,
              "aria-pressed": String(answered && i === data.guess),
              onclick: () => {
                part.send({ do: "guess", choice: i });
                if (!answered && kit.worlds) {
                  clock.set(0);
                  clock.play();
                }
              },
            },
            choice,
            answered && i === data.right && h("span", { class: "verdict" }, ` ✓ ${t("question.answer")}`),
            answered &&
              i === data.guess &&
              i !== data.right &&
              h("span", { class: "verdict" }, ` · ${t("question.yours")}`),
          ),
        ),
        !answered &&
          h("button", { class: "link", onclick: () => part.send({ do: "guess", choice: -1 }) }, t("question.skip")),
      ),
      answered && h("p", { class: "reveal", role: "status" }, h("strong", {}, data.verdict), " ", data.answer),
    );
  },
});
