// The time line: play, step, scrub, and turn from the night to the year.

import { h } from "./dom.js";
import { kit, t, dateOf, timeOfDay, views } from "./kit.js";
import { clock } from "./clock.js";
import { incidentOf } from "./stage.js";

views.transport = (part) => {
  let bar, label;
  const follow = () => {
    if (!bar?.isConnected) return;
    if (document.activeElement !== bar || clock.playing) bar.value = clock.now;
    bar.max = clock.end;
    bar.style.setProperty("--done", `${(100 * clock.now) / Math.max(1, clock.end)}%`);
    const said = sayTime(part.data);
    bar.setAttribute("aria-valuetext", said);
    label.textContent = said;
    tellWhenSeen(part);
  };
  const quiet = [clock.on(follow), kit.asked.on(() => part.redraw())];
  return {
    tree: () =>
      h(
        "div",
        { class: "transport", role: "group", "aria-label": t("transport.label") },
        h(
          "button",
          { class: "go", onclick: () => clock.toggle(), disabled: !kit.worlds },
          clock.playing
            ? `❚❚ ${t("transport.pause")}`
            : `▶ ${t(clock.now >= clock.end - 1e-6 ? "transport.again" : "transport.play")}`,
        ),
        h(
          "div",
          { class: "faces", role: "group", "aria-label": t("transport.face") },
          ["night", "year"].map((face) =>
            h(
              "button",
              {
                class: "face",
                "aria-pressed": String(clock.face === face),
                disabled: !kit.worlds || (face === "night" && !clock.hasNight),
                onclick: () => clock.turn(face),
              },
              t(`transport.${face}`),
            ),
          ),
        ),
        h(
          "button",
          {
            class: "plain",
            "aria-label": t("transport.back"),
            title: t("transport.back"),
            onclick: () => clock.step(-1),
          },
          "◂",
        ),
        h(
          "div",
          { class: "bar" },
          h("input", {
            type: "range",
            min: 0,
            max: clock.end,
            step: "any",
            "aria-label": t("transport.scrub"),
            disabled: !kit.worlds,
            ref: (el) => {
              bar = el;
              el.value = clock.now;
            },
            oninput: (event) => {
              clock.pause();
              clock.set(Number(event.target.value));
            },
          }),
          h(
            "div",
            { class: "marks", "aria-hidden": "true" },
            marksOf(part.data).map((mark) =>
              h("i", { style: `left:${mark.at}%`, class: mark.kind, title: mark.title }),
            ),
          ),
          part.data.seal === "guess" && h("span", { class: "parting" }, t("transport.parting")),
        ),
        h(
          "button",
          {
            class: "plain",
            "aria-label": t("transport.forward"),
            title: t("transport.forward"),
            onclick: () => clock.step(1),
          },
          "▸",
        ),
        h("output", { class: "when", ref: (el) => (label = el) }),
        h(
          "label",
          { class: "speed" },
          t("transport.speed"),
          h(
            "select",
            { value: String(clock.speed), onchange: (event) => (clock.speed = Number(event.target.value)) },
            [0.5, 1, 2, 4].map((speed) => h("option", { value: String(speed) }, `${speed}×`)),
          ),
        ),
      ),
    after: () => {
      beginFilm(part);
      follow();
    },
    gone: () => quiet.forEach((off) => off()),
  };
};

/** Tell whether the film of a guess is on: the worlds have come whole, and the answer has not been told. */
function isFilm(part) {
  return part.data.seal === "film" && kit.worlds && !kit.worlds.sealed && clock.number === kit.worlds.number;
}

/** Play on from where both worlds part, once for every guess. */
function beginFilm(part) {
  if (!isFilm(part) || clock.filmed === clock.number) return;
  clock.filmed = clock.number;
  clock.play();
}

/** Ask for the answer when the film has been seen to its end. */
function tellWhenSeen(part) {
  if (!isFilm(part) || clock.seen === clock.number || clock.now < clock.end - 1e-6) return;
  if (clock.face !== (clock.hasNight ? part.data.face : "year")) return;
  clock.seen = clock.number;
  part.send({ do: "revealed" });
}

function sayTime(data) {
  if (!kit.worlds) return "";
  if (clock.face === "year") return dateOf(clock.year);
  const incident = incidentOf(kit.worlds.a, data.incident) || incidentOf(kit.worlds.b, data.incident);
  return incident
    ? `${timeOfDay(incident.start + clock.night)} · ${t("stage.since", { n: Math.floor(clock.night) })}`
    : "";
}

/** Marks on the time line: control in each world in the night, incidents and policies that begin or end in the year;
 * none while the answer is sealed. */
function marksOf(data) {
  if (!kit.worlds || data.seal) return [];
  const { a, b } = kit.worlds;
  if (clock.face === "night") {
    return [
      ["a", a],
      ["b", b],
    ].flatMap(([side, world]) => {
      const incident = incidentOf(world, data.incident);
      return incident
        ? [
            {
              at: (100 * incident.marks.controlled) / clock.end,
              kind: `end-${side}`,
              title: t("transport.controlled", { world: side.toUpperCase() }),
            },
          ]
        : [];
    });
  }
  const at = (day) => (100 * day) / Math.max(1, clock.end);
  const incidents = a.incidents.map((one) => ({
    at: at(one.day),
    kind: one.id === data.incident ? "event" : "incident",
    title: `${dateOf(one.day)} · ${t(`incident.${one.type}`)}`,
  }));
  const policies = [
    ["a", a],
    ["b", b],
  ].flatMap(([side, world]) =>
    (world?.policies || []).map((one) => ({
      at: at(one.day),
      kind: `end-${side}`,
      title: `${dateOf(one.day)} · ${t(`transport.policy_${one.event}`, { world: side.toUpperCase(), name: one.name })}`,
    })),
  );
  return [...incidents, ...policies];
}
