// The stage: the same town twice, under one clock. Draws at the screen's own pace; sends nothing while it plays.

import { h } from "./dom.js";
import { kit, t, number, dateOf, timeOfDay, views } from "./kit.js";
import { clock } from "./clock.js";
import { STATES, WORLD_NIGHT, drawShape } from "./palette.js";
import { FONT } from "./drawing.js";
import { layOut, drawStill, residentAt } from "./scene.js";
import { phaseAt, harmAt, drawRain, drawWater, drawAlarm, drawStricken, drawCrew, drawNightClock } from "./night.js";
import { drawLadder } from "./ladder.js";

const WET = new Set(["waterlogging", "utility_failure"]);
/** Milliseconds between frames while time stands still: rain falls on, but a page at rest leaves others the machine. */
const AT_REST = 66;
const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");

views.stage = (part) => {
  const pictures = { a: new Picture("a", part), b: new Picture("b", part) };
  let dead = false;
  let drawn = 0;
  let moved = true;
  const quiet = clock.on(() => (moved = true));
  const frame = (now) => {
    if (dead) return;
    if (moved || pictures.a.fresh || pictures.b.fresh || (now - drawn > AT_REST && !calm?.matches)) {
      moved = false;
      drawn = now;
      for (const side of ["a", "b"]) pictures[side].draw(now / 1000);
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  return {
    tree: () => tree(part, pictures),
    after: () => {
      if (kit.worlds) adoptWorlds(part.data);
      for (const side of ["a", "b"]) pictures[side].renew();
    },
    gone: () => {
      dead = true;
      quiet();
    },
  };
};

/** Point the clock at the incident and the days of the worlds now shown; a new scene begins with its own face. */
function adoptWorlds(data) {
  if (data.number !== kit.worlds.number) return; // words about other worlds than those that have come
  const { a, b, sealed } = kit.worlds;
  const hadNight = clock.hasNight;
  clock.yearEnd = a.days;
  clock.number = kit.worlds.number;
  clock.sealed = sealed;
  const both = [incidentOf(a, data.incident), incidentOf(b, data.incident)].filter(Boolean);
  clock.hasNight = both.length > 0;
  if (both.length)
    clock.nightEnd = sealed ? both[0].until : Math.ceil(Math.max(...both.map((one) => one.marks.controlled)) * 1.08 + 4);
  if (clock.scene !== data.scene) {
    clock.scene = data.scene;
    clock.turn(clock.hasNight ? data.face : "year");
    clock.night = 0;
    clock.year = 0;
  } else if (!clock.hasNight) clock.turn("year");
  else if (!hadNight) clock.turn(data.face);
  clock.set(clock.now);
}

/** Return the incident of a world by its number. */
export function incidentOf(world, id) {
  return world?.incidents.find((one) => one.id === id);
}

function tree(part, pictures) {
  const { data } = part;
  const ready = Boolean(kit.worlds);
  return h(
    "section",
    { class: "stage", "aria-label": t("stage.label") },
    h(
      "div",
      { class: `worlds ${data.busy ? "is-busy" : ""}` },
      ["a", "b"].map((side) =>
        h(
          "figure",
          { class: `world world-${side}`, key: side },
          h(
            "figcaption",
            {},
            h("span", { class: `badge badge-${side}`, "aria-hidden": "true" }, side.toUpperCase()),
            h("span", { class: "world-name" }, data.names?.[side] || ""),
            h("span", { class: "world-note" }, data.notes?.[side] || ""),
          ),
          h(
            "div",
            { class: "picture" },
            h("canvas", {
              role: "img",
              "aria-label": described(side, data),
              ref: (el) => pictures[side].adopt(el),
              onclick: (event) => pictures[side].click(event),
              onmousemove: (event) => pictures[side].hover(event),
              onmouseleave: () => pictures[side].hover(null),
            }),
            h("div", { class: "tip", role: "status", ref: (el) => (pictures[side].tip = el) }),
            !ready && h("p", { class: "wait" }, t("busy.first")),
          ),
        ),
      ),
    ),
    h(
      "ul",
      { class: "legend" },
      STATES.slice(1).map((state) =>
        h(
          "li",
          {},
          h("canvas", { width: 28, height: 28, "aria-hidden": "true", ref: (el) => swatch(el, state) }),
          t(`state.${state.key}`),
        ),
      ),
    ),
  );
}

/** Say in words what a picture shows, for those who do not see it. */
function described(side, data) {
  if (!kit.worlds) return t("busy.first");
  const world = kit.worlds[side];
  const incident = incidentOf(world, data.incident);
  const base = t("stage.alt", {
    world: side.toUpperCase(),
    residents: number(world.layout.residents),
    communities: world.layout.communities.length,
  });
  if (!incident) return base;
  if (kit.worlds.sealed)
    return `${base} ${t("stage.alt_sealed", { type: t(`incident.${incident.type}`), started: timeOfDay(incident.start) })}`;
  const m = incident.marks;
  return `${base} ${t("stage.alt_incident", {
    type: t(`incident.${incident.type}`),
    started: timeOfDay(incident.start),
    sign: number(m.approved - m.reported, 0),
    controlled: number(m.controlled, 0),
  })}`;
}

function swatch(canvas, state) {
  const g = canvas.getContext("2d");
  g.fillStyle = "#15273e";
  g.beginPath();
  g.arc(14, 14, 14, 0, 7);
  g.fill();
  g.fillStyle = state.colour;
  drawShape(g, state.shape, 14, 14, 7);
}

/** Name as many failing services as there is room for, and count the others. */
function outages(g, services, room) {
  const names = [...services].map((service) => t(`service.${service}`));
  for (let n = names.length; n > 0; n--) {
    const words = `⚡ ${names.slice(0, n).join(" · ")}${n < names.length ? ` +${names.length - n}` : ""}`;
    if (g.measureText(words).width <= room) return words;
  }
  return `⚡ ${names.length}`;
}

/** A picture of this size is drawn as it is, a larger one larger, writing and ladder included, so that a back row can read. */
const DESIGN = { w: 500, h: 344 };
const LADDER = 132;
const MANY_ACTS = 400; // in a day; beyond that, marks would cover each other
const AFTERGLOW = 6; // days
const NO_DAY = -1; // a night of which nothing is known yet but what happened: no window is lit for what anybody does

/** Draw the mark of somebody who acts today, on a dark ground so that it stands out from the windows. */
function drawAct(g, state, x, y, r) {
  g.fillStyle = "rgba(6,12,20,.8)";
  g.beginPath();
  g.arc(x, y, r + 1.2, 0, 7);
  g.fill();
  g.fillStyle = state.colour;
  drawShape(g, state.shape, x, y, r);
}

/** One world's canvas. */
class Picture {
  constructor(side, part) {
    this.side = side;
    this.part = part;
    this.pointed = -1;
    this.renew();
  }

  /** Lay out anew at the next frame. */
  renew() {
    this.stale = true;
    this.fresh = true;
  }

  adopt(canvas) {
    this.canvas = canvas;
    this.g = canvas.getContext("2d", { alpha: false });
    this.renew();
    new ResizeObserver(() => this.renew()).observe(canvas);
  }

  /** Lay out and draw what stands still, once for each size, town and language. */
  prepare() {
    const { clientWidth, clientHeight } = this.canvas;
    if (!clientWidth || !kit.worlds) return false;
    this.zoom = Math.max(1, Math.min(clientWidth / DESIGN.w, clientHeight / DESIGN.h));
    const w = clientWidth / this.zoom;
    const height = clientHeight / this.zoom;
    const dots = Math.min(2, globalThis.devicePixelRatio || 1);
    const scale = dots * this.zoom;
    const narrow = w < 430;
    this.w = w;
    this.h = height;
    this.canvas.width = clientWidth * dots;
    this.canvas.height = clientHeight * dots;
    this.scale = scale;
    this.canvas.dataset.zoom = this.zoom.toFixed(2); // for whoever measures
    const ladder = narrow ? 112 : LADDER;
    this.town = { w: w - ladder, h: height };
    this.ladder = { x: w - ladder, y: 6, w: ladder - 6, h: height - 8 };
    const { layout } = kit.worlds[this.side];
    this.scene = layOut(layout, this.town.w, height - 6);
    this.still = this.layer();
    this.lit = this.layer();
    this.day = null;
    const g = this.still.getContext("2d");
    g.scale(scale, scale);
    g.fillStyle = "#0d1828";
    g.fillRect(0, 0, w, height);
    drawStill(g, this.scene, layout, this.town.w, height, this.part.data.places?.[this.side] || [], w);
    this.stale = false;
    return true;
  }

  layer() {
    const layer = document.createElement("canvas");
    layer.width = this.canvas.width;
    layer.height = this.canvas.height;
    return layer;
  }

  draw(time) {
    if (!this.canvas?.isConnected || !this.g) return;
    if (this.stale && !this.prepare()) return;
    this.fresh = false;
    if (calm?.matches) time = 0.4;
    const world = kit.worlds[this.side];
    const g = this.g;
    const incident = incidentOf(world, this.part.data.incident);
    const night = clock.face === "night" && incident;
    this.light(world, !night ? Math.min(world.days - 1, Math.floor(clock.year)) : kit.worlds.sealed ? NO_DAY : incident.day);
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.drawImage(this.lit, 0, 0);
    g.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    if (night) this.drawNight(g, world, incident, clock.night, time);
    else this.drawYear(g, world, time);
    this.drawPointed(g);
    this.canvas._drawn = `${clock.face} ${clock.now.toFixed(2)}`;
    globalThis.coprodFrames = (globalThis.coprodFrames || 0) + 1;
  }

  /** Draw the town with its windows lit as on `day`, once for each day. */
  light(world, day) {
    if (day === this.day) return;
    this.day = day;
    const g = this.lit.getContext("2d");
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.drawImage(this.still, 0, 0);
    g.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    this.drawActs(g, world, day);
  }

  drawNight(g, world, incident, minute, time) {
    const place = this.scene.communities[incident.community];
    const box = this.scene.buildings[incident.building];
    const over = minute >= incident.marks.controlled;
    const harm = harmAt(incident, minute, this.part.data.pace || 45);
    this.drawOutages(g, world, incident.start + minute, incident.start + minute + 0.01);
    if (!WET.has(incident.type))
      drawAlarm(g, box, over ? harm * 0.4 : 0.25 + harm * 0.75, time, incident.type === "dwelling_fire");
    drawStricken(g, box, incident.people, minute, time, over);
    if (WET.has(incident.type)) drawWater(g, place, harm * this.scene.size * 5.5, time);
    const { approved, arrived } = incident.marks;
    if (minute >= approved && minute < incident.marks.controlled + 8)
      drawCrew(g, place, box, (minute - approved) / Math.max(1, arrived - approved), time);
    if (WET.has(incident.type)) drawRain(g, this.town.w, this.h, time, over ? 0.5 : 1);
    drawNightClock(g, incident, minute, WORLD_NIGHT[this.side]);
    const policy = kit.worlds.sealed ? this.part.data.rungs?.[this.side] : null;
    drawLadder(g, this.ladder, incident, minute, WORLD_NIGHT[this.side], time, policy);
  }

  /** Put out the lights where the power is out, and say which services fail. */
  drawOutages(g, world, from, until) {
    const failing = world.outages.filter((one) => one.from < until && one.until > from);
    const places = new Map();
    for (const one of failing) places.set(one.community, (places.get(one.community) || new Set()).add(one.service));
    for (const [community, services] of places) {
      if (community >= this.scene.communities.length) continue;
      if (services.has("power")) this.darken(g, community);
      const { left, ground, width, said } = this.scene.communities[community];
      g.font = "600 11.5px " + FONT;
      g.textAlign = "right";
      g.fillStyle = "#ffb38a";
      g.fillText(outages(g, services, width - (said ?? 0) - 26), left + width - 6, ground + 11.5);
    }
  }

  darken(g, community) {
    g.fillStyle = "rgba(6,10,16,.7)";
    for (const box of this.scene.buildings)
      if (box.c === community) g.fillRect(box.x - 1.5, box.y - 2, box.w + 2.5, box.h + 2);
  }

  drawYear(g, world, time) {
    const day = Math.min(world.days - 1, Math.floor(clock.year));
    const today = world.incidents.filter((one) => one.day === day);
    for (const incident of today) {
      const box = this.scene.buildings[incident.building];
      drawAlarm(g, box, 0.7, time, incident.type === "dwelling_fire");
    }
    this.drawOutages(g, world, day * 1440, day * 1440 + 1440);
    const storm = today.find((one) => WET.has(one.type));
    if (storm) drawRain(g, this.town.w, this.h, time, 0.8);
    g.textAlign = "left";
    g.fillStyle = "#eaf2fb";
    g.font = "600 19px " + FONT;
    g.fillText(dateOf(day), 12, 27);
    this.drawQueues(g, world, day);
  }

  /** Light the windows of those who do something on `day`; windows of the days before glow on for a while. */
  drawActs(g, world, day) {
    const n = world.layout.residents;
    const { x, y, size } = this.scene;
    const inner = Math.max(1.6, size - Math.max(0.6, size * 0.18));
    const frames = world.frames;
    const today = Math.min(day, world.days - 1) * n;
    const acts = frames.subarray(Math.max(0, today), today + n).reduce((sum, code) => sum + (code > 0), 0);
    const mark = Math.max(size * 0.66, acts > MANY_ACTS ? 1.8 : 3.4);
    for (let ago = AFTERGLOW; ago >= 0; ago--) {
      const from = (Math.min(day, world.days - 1) - ago) * n;
      if (from < 0) continue;
      g.globalAlpha = ago ? 0.55 * (1 - ago / (AFTERGLOW + 1)) : 1;
      for (let row = 0; row < n; row++) {
        const code = frames[from + row];
        if (!code) continue;
        g.fillStyle = STATES[code].colour;
        if (!ago) drawAct(g, STATES[code], x[row] + size / 2 - 0.5, y[row] + size / 2 - 0.5, mark);
        else g.fillRect(x[row] - 0.4, y[row] - 0.4, inner + 0.8, inner + 0.8);
      }
    }
    g.globalAlpha = 1;
  }

  /** Draw how full every kind of desk is on `day`: a bar against the day's hours. */
  drawQueues(g, world, day) {
    if (!world.desks.length) return;
    const { x, y, w, h: height } = this.ladder;
    g.font = "600 12px " + FONT;
    g.textAlign = "center";
    g.fillStyle = "#dbe6f2";
    g.fillText(t("ladder.desks"), x + w / 2, y + 12);
    const levels = world.desks;
    const step = Math.min(78, (height - 40) / Math.max(1, levels.length));
    levels.forEach((level, i) => {
      const top = y + height - 16 - step * (i + 1) + step * 0.35;
      const load = level.load[day] ?? 0;
      g.textAlign = "left";
      g.fillStyle = "#f2f6fb";
      g.font = "12px " + FONT;
      g.fillText(t(`office.${level.office}`), x + 8, top);
      g.fillStyle = "#22344b";
      g.fillRect(x + 8, top + 6, w - 16, 10);
      g.fillStyle = load > 0.98 ? "#ff9147" : "#62c1f5";
      g.fillRect(x + 8, top + 6, (w - 16) * Math.min(1, load / 1.2), 10);
      g.fillStyle = "#fff";
      g.fillRect(x + 8 + (w - 16) / 1.2, top + 3, 1.5, 16);
      g.fillStyle = load > 0.98 ? "#ffc08f" : "#b8c8da";
      g.font = "11px " + FONT;
      g.fillText(
        t("ladder.load", { load: number(100 * load, 0), waiting: number(level.waiting[day] ?? 0, 0) }),
        x + 8,
        top + 29,
        w - 12,
      );
    });
  }

  drawPointed(g) {
    const row = this.part.data.person?.[this.side] ?? -1;
    for (const [who, colour] of [
      [row, "#ffffff"],
      [this.pointed, "#ffe08a"],
    ]) {
      if (who < 0 || who >= this.scene.x.length) continue;
      g.strokeStyle = colour;
      g.lineWidth = 1.6;
      g.strokeRect(this.scene.x[who] - 2, this.scene.y[who] - 2, this.scene.size + 3, this.scene.size + 3);
    }
  }

  at(event) {
    if (!this.scene || !kit.worlds) return -1;
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / this.zoom, (event.clientY - box.top) / this.zoom];
    return residentAt(this.scene, kit.worlds[this.side].layout, x, y);
  }

  hover(event) {
    this.pointed = event ? this.at(event) : -1;
    this.fresh = true;
    if (!this.tip) return;
    this.tip.textContent = this.pointed < 0 ? "" : this.nameOf(this.pointed);
    if (event)
      this.tip.style.transform = `translate(${Math.min(event.offsetX + 12, this.w * this.zoom - 190)}px, ${Math.max(4, event.offsetY - 34)}px)`;
  }

  nameOf(row) {
    const world = kit.worlds[this.side];
    const { layout } = world;
    const incident = incidentOf(world, this.part.data.incident);
    const day = clock.face === "night" && incident ? incident.day : Math.floor(clock.year);
    if (kit.worlds.sealed)
      return t("stage.person_short", { n: row, age: layout.age[row], kind: t(`kind.${layout.kinds[layout.kind[row]]}`) });
    const code = world.frames[Math.min(day, world.days - 1) * layout.residents + row];
    return t("stage.person", {
      n: row,
      age: layout.age[row],
      kind: t(`kind.${layout.kinds[layout.kind[row]]}`),
      state: t(`state.${STATES[code]?.key ?? "rest"}`),
    });
  }

  click(event) {
    const row = this.at(event);
    if (row >= 0) this.part.send({ do: "person", row, world: this.side });
  }
}
