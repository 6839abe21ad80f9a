// The opening of the page: what is at stake, the question, and, once somebody has guessed, the answer.

import { h } from "./dom.js";
import { t, views } from "./kit.js";

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

views.question = (part) => {
  let waiting = false; // whether the verdict is still to come
  return {
    tree: () => questionTree(part),
    after: () => {
      const isTold = !part.data.seal && Boolean(part.data.headline);
      if (waiting && isTold && document.activeElement === document.body)
        part.host.querySelector(".headline").focus({ preventScroll: true }); // the button that was pressed is gone
      waiting = Boolean(part.data.seal);
    },
  };
};

function questionTree(part) {
  const { data } = part;
  if (!data.text) return h("div", { class: "no-question" });
  const state = data.seal || "told";
  return h(
    "section",
    { class: `question card is-${state}`, "aria-label": t("question.label") },
    h(
      "p",
      { class: "ask" },
      h("span", { class: "mini", title: t("question.why") }, t(state === "guess" ? "question.first" : "question.guessed")),
      data.text,
    ),
    data.headline && h("p", { class: "headline", role: "status", tabindex: "-1" }, data.headline),
    state !== "guess" || !data.moved ? choices(part, state) : apart(part),
    state === "film" &&
      h(
        "p",
        { class: "hint", role: "status" },
        t("question.locked"),
        " ",
        h("button", { class: "link", onclick: () => part.send({ do: "revealed" }) }, t("question.skip_film")),
      ),
    state === "told" && h("p", { class: "reveal" }, data.moved ? t("question.moved") : data.verdict || ""),
  );
}

/** The choices: to be taken once, locked from then on; after the film the right one is marked. */
function choices(part, state) {
  const { data } = part;
  return h(
    "div",
    { class: "choices", role: "group", "aria-label": data.text },
    data.choices.map((choice, i) => {
      const mine = state !== "guess" && i === data.guess;
      const right = i === data.right;
      return h(
        "button",
        {
          class: `choice ${mine ? "is-mine" : ""} ${right ? "is-right" : ""}`,
          "aria-pressed": String(mine),
          "aria-disabled": String(state !== "guess"), // locked, but it keeps the focus
          onclick: () => state === "guess" && part.send({ do: "guess", choice: i }),
        },
        choice,
        right && h("span", { class: "verdict" }, ` ✓ ${t("question.answer")}`),
        mine && !right && h("span", { class: "verdict" }, ` · ${t("question.yours")}`),
      );
    }),
    state === "guess" && waive(part),
  );
}

/** Levers were moved before the guess: the question is about the worlds as they were. */
function apart(part) {
  return [
    h("p", {}, t("question.apart")),
    h(
      "div",
      { class: "choices" },
      h("button", { class: "choice", onclick: () => part.send({ do: "reset" }) }, t("question.back_to_it")),
      waive(part),
    ),
  ];
}

function waive(part) {
  return h("button", { class: "link", onclick: () => part.send({ do: "guess", choice: -1 }) }, t("question.skip"));
}
