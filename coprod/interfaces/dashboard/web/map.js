// The map of both worlds and their difference. Drawn on the server; here things move on it along the time line, and a
// community that is pointed at, with the pointer or with the arrow keys, is named and shown in all maps at once.

import { h } from "./dom.js";
import { kit, views } from "./kit.js";
import { clock } from "./clock.js";
import { WORLD_NIGHT } from "./palette.js";
import { chartTools, savePng, tableOf } from "./tools.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 80; // marks that move on one map at a time
const LINGER = 1.5; // days for which an incident of a year stays on the map
const WAY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

views.map = (part) => {
  const svgs = new Map();
  let pointed = -1;
  let table = false;
  const point = (c) => {
    if (c === pointed) return;
    pointed = c;
    part.redraw();
  };
  const move = () => {
    for (const map of part.data.maps) if (map.side !== "difference") drawMoving(svgs.get(map.side), map, part.data);
  };
  const quiet = clock.on(move);
  return {
    tree: () => {
      const { data } = part;
      return h(
        "section",
        { class: "maps card", "aria-label": data.title ?? "" },
        h(
          "div",
          { class: "card-head" },
          h("h2", {}, data.title ?? ""),
          data.figures.length ? chooser(part) : h("span", { class: "unit" }, data.label ?? ""),
          data.rows.length > 0 &&
            chartTools(part, `map-${data.figure}`, {
              table,
              picture: false,
              turn: () => {
                table = !table;
                part.redraw();
              },
              rows: () => data.rows,
            }),
        ),
        h("div", { class: `plans plans-${data.maps.length}` }, data.maps.map((map) => plan(part, map, svgs, pointed, point))),
        h("p", { class: "map-tip", role: "status" }, data.tips[pointed] ?? data.water ?? ""),
        table && tableOf(data.rows),
        h("p", { class: "hint" }, [data.note, data.maps.length && data.moving].filter(Boolean).join(kit.lang === "zh" ? "" : " ")),
      );
    },
    after: () => {
      for (const svg of svgs.values()) mark(svg, pointed);
      move();
    },
    gone: quiet,
  };
};

function chooser(part) {
  const { data } = part;
  return h(
    "label",
    { class: "map-figure" },
    h("span", {}, data.choose),
    h(
      "select",
      { value: data.figure, onchange: (event) => part.send({ do: "map", figure: event.target.value }) },
      data.figures.map((one) => h("option", { value: one.name, key: one.name }, one.label)),
    ),
  );
}

/** One map: a stop for the keyboard, in which arrow keys go from community to community. */
function plan(part, map, svgs, pointed, point) {
  return h(
    "figure",
    { class: `plan plan-${map.side}`, key: map.side },
    map.title &&
      h(
        "figcaption",
        {},
        map.side === "difference" ? h("strong", {}, map.title) : h("span", { class: `badge badge-${map.side}` }, map.title),
        h(
          "button",
          { class: "tiny", onclick: () => savePng(svgs.get(map.side), `map-${map.side}`), "aria-label": `PNG ${map.title}` },
          "PNG",
        ),
      ),
    h(
      "div",
      {
        class: "plan-box",
        tabindex: "0",
        role: "application",
        "aria-label": `${map.label} ${part.data.keys}`,
        onkeydown: (event) => onKey(event, map, pointed, point),
        onmousemove: (event) => point(communityOf(event.target)),
        onmouseleave: () => point(-1),
        onclick: (event) => point(communityOf(event.target)),
        onblur: () => point(-1),
      },
      h("svg", {
        viewBox: `0 0 ${map.width} ${map.height}`,
        html: map.inner,
        "aria-hidden": "true",
        ref: (el) => svgs.set(map.side, el),
      }),
    ),
  );
}

function communityOf(el) {
  return Number(el.dataset?.c ?? -1);
}

function onKey(event, map, pointed, point) {
  if (event.key === "Escape" && pointed >= 0) point(-1);
  else if (WAY[event.key]) point(pointed < 0 ? 0 : nextIn(map.places, pointed, WAY[event.key]));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Return the community next to `from` in a direction: near, and rather ahead than aside; itself if there is none. */
function nextIn(places, from, [x, y]) {
  let best = from;
  let least = Infinity;
  places.forEach(([px, py], c) => {
    const ahead = (px - places[from][0]) * x + (py - places[from][1]) * y;
    const aside = Math.abs((px - places[from][0]) * y - (py - places[from][1]) * x);
    if (ahead > 1 && ahead + 2 * aside < least) [best, least] = [c, ahead + 2 * aside];
  });
  return best;
}

/** Lift the community that is pointed at: its outline lies above everything else. */
function mark(svg, pointed) {
  if (!svg) return;
  let outline = svg.querySelector(".outline");
  const area = svg.querySelector(`.area[data-c="${pointed}"]`);
  if (!area) return outline?.remove();
  if (!outline) outline = svg.appendChild(made("path", { class: "outline" }));
  outline.setAttribute("d", area.getAttribute("d"));
}

function made(tag, props) {
  const el = document.createElementNS(SVG, tag);
  for (const name in props) el.setAttribute(name, props[name]);
  return el;
}

/** Draw the incidents and crews of now. */
function drawMoving(svg, map, data) {
  if (!svg) return;
  let group = svg.querySelector(".moving");
  if (!group) group = svg.appendChild(made("g", { class: "moving" }));
  group.replaceChildren();
  if (!kit.worlds || kit.worlds.number !== data.number) return; // marks of other worlds than those that are drawn
  const world = kit.worlds[map.side];
  const now = clock.face === "night" ? ofNight(world, data.incident) : ofYear(world);
  const taken = new Map();
  for (const { incident, harm, way } of now.slice(0, MOST)) {
    if (!map.places[incident.community]) continue;
    const nth = taken.get(incident.community) || 0;
    taken.set(incident.community, nth + 1);
    const [x, y] = beside(map, incident.community, nth);
    const from = way === null ? null : stationOf(map, data, incident);
    if (from) {
      const share = Math.max(0, Math.min(1, way));
      const [cx, cy] = [from[0] + (x - from[0]) * share, from[1] + (y - from[1]) * share];
      group.append(made("path", { class: "way", d: `M${from[0]} ${from[1]}L${x} ${y}` }));
      group.append(made("circle", { class: "alarm", cx: x, cy: y, r: 3.5 + 4 * harm }));
      const crew = made("path", { class: "crew", d: `M${cx} ${cy - 7}L${cx + 6.5} ${cy + 5}H${cx - 6.5}Z` });
      crew.setAttribute("fill", WORLD_NIGHT[map.side]);
      group.append(crew);
    } else group.append(made("circle", { class: "alarm", cx: x, cy: y, r: 3.5 + 4 * harm }));
  }
  svg.dataset.moving = String(now.length);
}

/** The incident of the night: it burns until it is under control; its crew sets out when it is sent. */
function ofNight(world, id) {
  const incident = world.incidents.find((one) => one.id === id);
  if (!incident) return [];
  const { dispatched, arrived, controlled } = incident.marks;
  const over = clock.night >= controlled;
  const hasCrew = incident.crew && incident.crew !== "none" && clock.night >= dispatched && clock.night < controlled + 8;
  const way = hasCrew ? (clock.night - dispatched) / Math.max(0.5, arrived - dispatched) : null;
  return over && way === null ? [] : [{ incident, harm: over ? 0 : Math.min(1, clock.night / 45), way }];
}

/** The incidents of the day and the day before, their crews on the way through it. */
function ofYear(world) {
  const found = [];
  for (const incident of world.incidents) {
    const age = Math.floor(clock.year) + 1 - incident.start / 1440;
    if (age <= 0 || age > LINGER + 1) continue;
    const since = (clock.year + 1 - incident.start / 1440) / LINGER;
    const hasCrew = incident.crew && incident.crew !== "none";
    found.push({ incident, harm: Math.max(0, 1 - since), way: hasCrew ? since : null });
  }
  return found;
}

/** Place the nth incident of a community: beside its name, the next ones around it. */
function beside(map, community, nth) {
  const [x, y] = map.places[community];
  const far = Math.max(9, map.size * 0.24);
  const angle = Math.PI / 4 + nth * 2.4;
  return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
}

/** Where a crew leaves from: its street's office, its district's, or the edge of the map if the city sends it. */
function stationOf(map, data, { community, crew }) {
  if (crew === "city") return [map.width - 6, 6];
  const kind = crew === "street" ? "street" : "district";
  const of = kind === "street" ? data.streets[community] : data.districts[community];
  const seat = map.stations.find(([name, office]) => name === kind && office === of);
  return seat ? [seat[2], seat[3]] : [6, 6];
}
