// The frame of every page: where you are, the language, the keys, and what went wrong with what was asked for.

import { h } from "./dom.js";
import { kit, t, views } from "./kit.js";
import { clock } from "./clock.js";
import { keepOneEntryPerGesture } from "./hand.js";
import { languageButton } from "./tools.js";

const PAGES = ["worlds", "lessons", "people", "laboratory", "sources"];

views.shell = (part) => {
  let help = false;
  let told = "";
  const again = () => part.redraw();
  const announce = (text) => {
    told = text;
    again();
    setTimeout(() => {
      told = "";
      again();
    }, 3500);
  };
  const showHelp = (on) => {
    help = on;
    again();
    if (on) part.host.querySelector(".keys button")?.focus();
  };
  recall(part);
  if (!kit.historyKept) keepOneEntryPerGesture();
  const onKey = (event) => press(event, part, { help, showHelp });
  document.addEventListener("keydown", onKey);
  const share = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      prompt(t("nav.share"), location.href);
    }
    announce(t("nav.shared"));
  };
  return {
    tree: () => {
      const { data } = part;
      remember(data.memory);
      document.documentElement.classList.toggle("presenting", Boolean(data.present));
      return h(
        "div",
        {},
        h("a", { class: "skip", href: "#content" }, t("nav.skip")),
        h(
          "header",
          { class: "top" },
          h(
            "a",
            { class: "mark", href: data.links.worlds, onclick: (event) => go(event, part, "worlds") },
            logo(),
            h("strong", {}, "coprod"),
            h("span", { class: "tagline" }, t("nav.tagline")),
          ),
          h(
            "nav",
            { "aria-label": t("nav.label") },
            PAGES.map((page) =>
              h(
                "a",
                {
                  href: data.links[page],
                  "aria-current": page === data.page ? "page" : null,
                  onclick: (event) => go(event, part, page),
                },
                t(`nav.${page}`),
              ),
            ),
          ),
          h(
            "div",
            { class: "tools" },
            h("button", { class: "quiet wide", onclick: share }, t("nav.share")),
            h(
              "button",
              { class: "quiet wide", onclick: () => present(part) },
              data.present ? t("nav.leave") : t("nav.present"),
            ),
            h(
              "button",
              { class: "quiet wide", onclick: () => showHelp(true), "aria-haspopup": "dialog" },
              t("nav.keys"),
            ),
            languageButton(part),
          ),
        ),
        h("div", { class: "told", role: "status", "aria-live": "polite" }, told),
        data.notices.length > 0 &&
          h(
            "div",
            { class: "notices", role: "alert" },
            h(
              "ul",
              {},
              data.notices.map((notice) => h("li", {}, notice)),
            ),
            h(
              "button",
              { class: "quiet", "aria-label": t("keys.close"), onclick: () => part.send({ do: "dismiss" }) },
              "×",
            ),
          ),
        help && keyList(showHelp),
      );
    },
    gone: () => document.removeEventListener("keydown", onKey),
  };
};

const MEMORY = "coprod";

let kept = null; // what the browser had kept and the server has not yet taken up

/** Keep how to undo and what was guessed for when this page is loaded anew; it ends with the tab. */
function remember(memory) {
  if (!memory || (kept && !memory.taken_up)) return; // an empty memory must not overwrite one that is on its way
  kept = null;
  try {
    sessionStorage.setItem(MEMORY, JSON.stringify({ past: memory.past, answers: memory.answers }));
  } catch {
    // a browser that keeps nothing: undoing then begins anew with the page
  }
}

/** Tell the server what was kept; a page that is made anew before the server has answered tells it again. */
function recall(part) {
  try {
    kept ??= JSON.parse(sessionStorage.getItem(MEMORY));
  } catch {
    return;
  }
  if (kept?.past?.length || Object.keys(kept?.answers ?? {}).length) part.send({ do: "remember", ...kept });
  else kept = null;
}

function go(event, part, page) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window
  event.preventDefault();
  part.send({ do: "page", page });
}

function logo() {
  return h(
    "svg",
    { viewBox: "0 0 32 32", width: 28, height: 28, "aria-hidden": "true" },
    h("rect", { x: 1, y: 1, width: 30, height: 30, rx: 7, fill: "#b5301f" }),
    h("path", {
      d: "M8 24V12l5-3v15M19 24V8l5 4v12M6 24h20",
      fill: "none",
      stroke: "#fff",
      "stroke-width": 2.2,
      "stroke-linejoin": "round",
    }),
    h("circle", { cx: 16, cy: 17, r: 1.8, fill: "#ffd98a" }),
  );
}

function present(part) {
  const on = !part.data.present;
  if (on) document.documentElement.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
  part.send({ do: "present", on });
}

const KEYS = [
  ["Space", "space"],
  [", .", "step"],
  ["N", "face"],
  ["C", "replay"],
  ["U", "undo"],
  ["R", "reset"],
  ["L", "lang"],
  ["F", "present"],
  ["← →", "arrows"],
  ["?", "help"],
];

function keyList(showHelp) {
  return h(
    "div",
    { class: "veil", onclick: (event) => event.target.className === "veil" && showHelp(false) },
    h(
      "div",
      { class: "keys", role: "dialog", "aria-modal": "true", "aria-label": t("keys.title") },
      h("h2", {}, t("keys.title")),
      h(
        "dl",
        {},
        KEYS.map(([key, what]) => [
          h(
            "dt",
            {},
            key.split(" ").map((one) => h("kbd", {}, one)),
          ),
          h("dd", {}, t(`keys.${what}`)),
        ]),
      ),
      h("button", { onclick: () => showHelp(false) }, t("keys.close")),
    ),
  );
}

function press(event, part, { help, showHelp }) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  const typing = at.matches?.("input:not([type=range]), textarea, select");
  if (event.key === "Escape") {
    if (help) showHelp(false);
    else if (part.data.present) present(part);
    return;
  }
  if (typing || help) return;
  const onButton = at.matches?.("button, a, summary, [role=button]");
  const onRange = at.matches?.("input[type=range]");
  const act = {
    " ": () => !onButton && clock.toggle(),
    ",": () => clock.step(-1),
    ".": () => clock.step(1),
    n: () => clock.turn(clock.face === "night" || !clock.hasNight ? "year" : "night"),
    c: () => kit.asked.ring("replay"),
    u: () => {
      kit.asked.ring("undo");
      part.send({ do: "undo" });
    },
    r: () => part.send({ do: "reset" }),
    l: () => part.send({ do: "lang" }),
    f: () => present(part),
    "?": () => showHelp(true),
    ArrowRight: () => !onRange && part.data.walking && part.send({ do: "step", by: 1 }),
    ArrowLeft: () => !onRange && part.data.walking && part.send({ do: "step", by: -1 }),
    PageDown: () => part.data.walking && part.send({ do: "step", by: 1 }),
    PageUp: () => part.data.walking && part.send({ do: "step", by: -1 }),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  if (act() !== false) event.preventDefault();
}

/** What is shown when the program itself fails: never a blank page, never a traceback. */
views.error_page = (part) => ({
  tree: () =>
    h(
      "section",
      { class: "card error_page", role: "alert" },
      h("h1", { id: "content", tabindex: "-1" }, t("error_page.title")),
      h("p", {}, t("error_page.what")),
      h("p", { class: "small" }, part.data.reason),
      h(
        "p",
        {},
        h("button", { onclick: () => part.send({ do: "again" }) }, t("error_page.again")),
        " ",
        h("a", { href: `/?lang=${kit.lang}` }, t("error_page.anew")),
      ),
    ),
});
