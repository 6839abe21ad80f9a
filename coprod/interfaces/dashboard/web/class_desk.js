// The trainer's desk: ask, see who has answered, close, reveal, go on; notes to speak from; the sheet to keep.

import { csv, download, h } from "./dom.js";
import { kit, t, views } from "./kit.js";
import { countdown, door, head, notices, results, timer } from "./classroom.js";
import { prose } from "./story.js";

views.class_desk = (part) => {
  const clock = countdown(part);
  let seconds = 60;
  let by = null;
  return {
    gone: clock.stop,
    tree: () => {
      const { data } = part;
      return h(
        "main",
        { class: "class-page class-desk" },
        head(
          part,
          h("span", { class: "class-count", role: "status" }, t("class.in_room", { n: data.joined })),
          h("a", { class: "class-explore", href: `/?room=${data.code}&view=screen&lang=${kit.lang}`, target: "_blank" }, t("class.open_screen")),
        ),
        notices([...data.notices, ...(data.problem ? [t("notice.run").replace("{reason}", data.problem)] : [])]),
        h(
          "div",
          { class: "class-two" },
          h(
            "div",
            {},
            steering(part, clock.left()),
            data.round && data.phase !== "open" && h("section", { class: "card class-round" }, results(data)),
            !data.round && data.phase !== "over" && [
              questions(part, seconds, (next) => ((seconds = next), part.redraw())),
              director(part, seconds, by, (next) => ((by = next), part.redraw())),
            ],
          ),
          h("aside", {}, speaking(data), roll(part), h("section", { class: "card" }, door(data, "small")), keeping(part)),
        ),
      );
    },
  };
};

/** The question that is on and the one button that goes on from here. */
function steering(part, left) {
  const { data } = part;
  const act = (what) => part.send({ do: what });
  const film = data.round && `/?v=1&lang=${kit.lang}&lesson=${data.round.lesson}&present=1${guessOfMost(data)}`;
  return h(
    "section",
    { class: "card class-steer", "aria-label": t("class.steer") },
    h("p", { class: "class-phase" }, h("strong", { role: "status" }, t(`class.phase_${data.phase}`)), timer(left)),
    h(
      "h1",
      { id: "content", tabindex: "-1" },
      data.round ? data.round.text || `${data.round.title}: ${t("class.policy_title")}` : t("class.desk_title"),
    ),
    data.round &&
      h(
        "p",
        { class: "class-progress" },
        t(data.round.kind === "bet" ? "class.guessed" : "class.groups_done", { n: data.done, of: data.of }),
      ),
    h(
      "p",
      { class: "class-buttons" },
      data.phase === "open" && h("button", { class: "go", onclick: () => act("close") }, t("class.close")),
      data.phase === "closed" && h("button", { class: "go", onclick: () => act("reveal") }, t("class.reveal")),
      data.phase === "closed" &&
        data.round.kind === "bet" &&
        h("a", { class: "class-explore", href: film, target: "_blank" }, t("class.film")),
      (data.phase === "closed" || data.phase === "revealed") &&
        h("button", { class: data.phase === "revealed" ? "go" : "", onclick: () => act("next") }, t("class.next")),
    ),
    data.phase !== "open" && data.round && !data.ready && !data.problem && h("p", { class: "hint" }, t("class.computing")),
  );
}

/** The film opens with what most of the class guessed, so that it plays through to the answer. */
function guessOfMost(data) {
  const counts = data.histogram ?? [];
  const most = Math.max(0, ...counts);
  return most > 0 ? `&guess=${counts.indexOf(most)}` : "";
}

function questions(part, seconds, setSeconds) {
  const { data } = part;
  const ask = (lesson, kind) => part.send({ do: "ask", lesson, kind, seconds });
  return h(
    "section",
    { class: "card class-questions" },
    h("h2", {}, t("class.questions")),
    h(
      "label",
      { class: "class-field" },
      t("class.timer"),
      h(
        "select",
        { value: String(seconds), onchange: (event) => setSeconds(Number(event.target.value)) },
        data.timers.map((n) =>
          h("option", { value: String(n), selected: n === seconds }, n ? t("class.seconds", { n }) : t("class.no_timer")),
        ),
      ),
    ),
    h(
      "ol",
      {},
      data.lessons.map((one) =>
        h(
          "li",
          { key: one.name, class: data.played.includes(one.name) ? "is-played" : "" },
          h("div", {}, h("strong", {}, data.played.includes(one.name) && "✓ ", one.title), h("p", { class: "hint" }, one.question)),
          h(
            "p",
            { class: "class-buttons" },
            h("button", { class: "go", onclick: () => ask(one.name, "bet"), "aria-label": `${t("class.ask")}: ${one.title}` }, t("class.ask")),
            h("button", { onclick: () => ask(one.name, "policy"), "aria-label": `${t("class.ask_policy")}: ${one.title}` }, t("class.ask_policy")),
          ),
        ),
      ),
    ),
  );
}

/** The street director: the quarter that comes next, and by what the best year is chosen. */
function director(part, seconds, chosen, choose) {
  const { year } = part.data;
  const by = chosen ?? year.chosen;
  return h(
    "section",
    { class: "card class-director", "aria-label": year.title },
    h("h2", {}, year.title),
    h("p", { class: "hint" }, year.about),
    h(
      "label",
      { class: "class-field" },
      t("director.class_by"),
      h(
        "select",
        { value: by, onchange: (event) => choose(event.target.value) },
        year.by.map((one) => h("option", { value: one.name, selected: one.name === by }, one.label)),
      ),
    ),
    h(
      "p",
      { class: "class-buttons" },
      h("button", { class: "go", onclick: () => part.send({ do: "year", seconds, by }) }, t("director.class_play", { quarter: year.quarter })),
    ),
  );
}

function speaking(data) {
  return h(
    "section",
    { class: "card class-notes", "aria-label": t("class.notes") },
    h("h2", {}, t("class.notes")),
    data.notes.map((note) => prose(note)),
  );
}

/** Who is here, by number alone, and who has answered. */
function roll(part) {
  const { data } = part;
  const busy = data.phase === "open" || data.phase === "closed";
  return h(
    "section",
    { class: "card", "aria-label": t("class.roll") },
    h("h2", {}, t("class.roll")),
    h(
      "label",
      { class: "class-field" },
      t("class.n_groups"),
      h(
        "select",
        {
          value: String(data.groups),
          disabled: busy,
          onchange: (event) => part.send({ do: "groups", groups: Number(event.target.value) }),
        },
        Array.from({ length: data.most_groups }, (_, i) =>
          h("option", { value: String(i + 1), selected: i + 1 === data.groups }, String(i + 1)),
        ),
      ),
    ),
    data.members.length === 0 && h("p", { class: "hint" }, t("class.nobody_yet")),
    h(
      "ul",
      { class: "class-roll" },
      data.members.map((one) =>
        h(
          "li",
          {
            class: one.done ? "is-done" : "",
            title: t(one.done ? "class.has_answered" : "class.has_not", { n: one.number, group: one.group }),
          },
          one.done && "✓",
          String(one.number),
          data.groups > 1 && h("small", {}, ` ${t("class.group_short", { n: one.group })}`),
        ),
      ),
    ),
  );
}

function keeping(part) {
  const { data } = part;
  const { sheet } = data;
  return h(
    "section",
    { class: "card", "aria-label": t("class.keep") },
    h("h2", {}, t("class.keep")),
    h("p", { class: "hint" }, t("class.keep_more")),
    h(
      "p",
      { class: "class-buttons" },
      h(
        "button",
        { disabled: !sheet.rounds, onclick: () => download("class.html", sheet.html, "text/html;charset=utf-8") },
        t("class.keep_page"),
      ),
      h("button", { disabled: !sheet.rounds, onclick: () => download("class.csv", csv(sheet.rows), "text/csv;charset=utf-8") }, t("class.keep_table")),
    ),
    h(
      "p",
      { class: "class-buttons" },
      h("button", { onclick: () => part.send({ do: "another" }) }, t("class.another")),
      data.phase !== "over" &&
        h("button", { onclick: () => confirm(t("class.end_sure")) && part.send({ do: "end" }) }, t("class.end")),
    ),
  );
}
