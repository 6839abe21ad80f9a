// Where everything stands: communities as terraces of a hillside, buildings in elevation, a window for every resident.

import { FONT } from "./drawing.js";

/** Lay the town out in a box of w × h: place of every building and every resident's window, and the windows' size. */
export function layOut(layout, w, h) {
  const n = layout.communities.length;
  const { columns, rows, tile, room, size } = grid(layout, n, w, h);
  const scene = {
    size,
    tile,
    columns,
    rows,
    x: new Float32Array(layout.residents),
    y: new Float32Array(layout.residents),
    buildings: [],
    communities: [],
  };
  layout.communities.forEach((community, c) => {
    const left = (c % columns) * tile.w;
    const ground = (Math.floor(c / columns) + 1) * tile.h - 15;
    scene.communities.push({ left, ground, width: tile.w, top: ground - tile.h + 15 });
    placeBuildings(scene, layout, c, left, ground, room, size);
  });
  return scene;
}

/** Choose the columns and rows that leave the largest windows; among about equal ones the tiles nearest to twice as wide as high. */
function grid(layout, n, w, h) {
  let best = { score: -Infinity };
  for (let columns = 1; columns <= n; columns++) {
    const rows = Math.ceil(n / columns);
    if (columns > Math.ceil(n / rows)) continue; // an empty column
    const tile = { w: w / columns, h: h / rows };
    const room = { w: tile.w - 14, h: tile.h - 34 };
    if (room.w <= 0 || room.h <= 0) continue;
    const size = largestWindow(layout, room);
    const score = Math.log(size) - 0.1 * Math.abs(Math.log(tile.w / tile.h / 1.9));
    if (score > best.score) best = { columns, rows, tile, room, size, score };
  }
  return best;
}

/** Shape of a building with windows piled `pile` to a storey: columns and rows of windows. */
function shape(building, pile) {
  const rows = Math.max(1, Math.min(building.storeys * pile, building.n));
  return { rows, columns: Math.max(1, Math.ceil(building.n / rows)) };
}

const PILES = [1, 2, 3, 4, 6, 8];
const GAP = 1.6; // windows between two buildings
const OFFICE = 7; // windows that the committee's house takes

function widthAndHeight(buildings, pile) {
  let width = OFFICE;
  let height = 1;
  for (const building of buildings) {
    const { rows, columns } = shape(building, pile);
    width += columns + GAP;
    height = Math.max(height, rows + 1.5);
  }
  return { width, height };
}

function fit(buildings, room) {
  let best = { pile: 1, size: 0 };
  for (const pile of PILES) {
    const { width, height } = widthAndHeight(buildings, pile);
    const size = Math.min(room.w / width, room.h / height);
    if (size > best.size) best = { pile, size };
  }
  return best;
}

function largestWindow(layout, room) {
  let size = 9;
  for (let c = 0; c < layout.communities.length; c++) size = Math.min(size, fit(of(layout, c), room).size);
  return size;
}

function of(layout, c) {
  return layout.buildings.filter((building) => building.c === c);
}

function placeBuildings(scene, layout, c, left, ground, room, size) {
  const mine = of(layout, c);
  const pile = PILES.find((p) => widthAndHeight(mine, p).width * size <= room.w + 0.01) ?? fit(mine, room).pile;
  const { width } = widthAndHeight(mine, pile);
  let x = left + 7 + (room.w - width * size) / 2 + OFFICE * size;
  for (const building of mine) {
    const { rows, columns } = shape(building, pile);
    const box = { ...building, x, y: ground - (rows + 1) * size, w: columns * size, h: (rows + 1) * size, pile, rows };
    box.index = layout.buildings.indexOf(building);
    scene.buildings[box.index] = box;
    for (let i = 0; i < building.n; i++) {
      scene.x[building.first + i] = x + (i % columns) * size;
      scene.y[building.first + i] = ground - (Math.floor(i / columns) + 1.4) * size;
    }
    x += (columns + GAP) * size;
  }
  scene.communities[c].office = { x: left + 7 + (room.w - width * size) / 2, ground, w: (OFFICE - 2) * size };
}

/** Return the row of the resident whose window lies at (x, y), or -1. */
export function residentAt(scene, layout, x, y) {
  for (const box of scene.buildings) {
    if (x < box.x || x > box.x + box.w || y < box.y || y > box.y + box.h) continue;
    for (let row = box.first; row < box.first + box.n; row++) {
      if (x >= scene.x[row] && x < scene.x[row] + scene.size && y >= scene.y[row] && y < scene.y[row] + scene.size)
        return row;
    }
  }
  return -1;
}

/** Draw what stands still: sky, hills, buildings, windows at rest, ground and names. */
export function drawStill(g, scene, layout, w, h, names) {
  drawSky(g, w, h);
  scene.communities.forEach((community, c) => drawTerrace(g, community, names[c] ?? ""));
  for (const box of scene.buildings) drawBuilding(g, box, layout.communities[box.c].estate);
  drawWindows(g, scene);
  scene.communities.forEach((community) => drawOffice(g, community.office, scene.size));
}

function drawSky(g, w, h) {
  const sky = g.createLinearGradient(0, 0, 0, h);
  sky.addColorStop(0, "#0b1626");
  sky.addColorStop(0.6, "#15273e");
  sky.addColorStop(1, "#1d3450");
  g.fillStyle = sky;
  g.fillRect(0, 0, w, h);
  g.fillStyle = "rgba(60,90,125,.20)";
  for (let k = 0; k < 3; k++) {
    g.beginPath();
    g.moveTo(0, h);
    for (let x = 0; x <= w; x += 6)
      g.lineTo(x, h * (0.3 + 0.17 * k) - 16 * Math.sin(x / (70 - 11 * k) + k * 2.1) - 9 * Math.sin(x / 29 + k));
    g.lineTo(w, h);
    g.fill();
  }
}

function drawTerrace(g, community, name) {
  const { left, ground, width } = community;
  g.fillStyle = "#0a1320";
  g.fillRect(left, ground, width, 15);
  g.fillStyle = "#31465f";
  g.fillRect(left, ground, width, 1.2);
  g.font = "11.5px " + FONT;
  g.textAlign = "left";
  g.fillStyle = "#c3d0df";
  const room = width - 12;
  const said = g.measureText(name).width <= room ? name : name.split(" · ")[0]; // the kind of estate only where it fits
  g.fillText(said, left + 8, ground + 11.5, room);
  community.said = Math.min(room, g.measureText(said).width);
}

const WALLS = { old: "#46382f", new: "#26384f", fringe: "#413f3c" };
const TIN = ["#2f6288", "#6d4331", "#3f6a70"]; // sheets over houses that were built on

function drawBuilding(g, box, estate) {
  g.fillStyle = WALLS[estate] || WALLS.new;
  g.fillRect(box.x - 1.5, box.y - 2, box.w + 2.5, box.h + 2);
  if (estate === "fringe") return drawTinRoof(g, box);
  g.fillStyle = "rgba(255,255,255,.16)";
  g.fillRect(box.x - 1.5, box.y - 2, box.w + 2.5, 1);
  if (estate === "old") {
    g.fillStyle = "#6b5748"; // a water tank
    g.fillRect(box.x + box.w * 0.18, box.y - 5.5, Math.max(3, box.w * 0.14), 3.5);
  }
  if (box.lifts > 0) {
    g.fillStyle = "#5a7697";
    g.fillRect(box.x + box.w / 2 - 2, box.y - 5, 4, 3);
  }
}

/** Houses at the fringe of the city: crooked roofs of tin, each its own, and wires from house to house. */
function drawTinRoof(g, box) {
  const left = box.x - 3;
  const right = box.x + box.w + 2.5;
  const ridge = left + (right - left) * (0.25 + 0.25 * (box.index % 3));
  g.fillStyle = TIN[box.index % TIN.length];
  g.beginPath();
  g.moveTo(left, box.y - 1);
  g.lineTo(ridge, box.y - 6 - (box.index % 2) * 3);
  g.lineTo(right, box.y - 1);
  g.fill();
  g.strokeStyle = "rgba(170,185,200,.4)";
  g.lineWidth = 0.8;
  g.beginPath();
  g.moveTo(right - 1, box.y + 2);
  g.quadraticCurveTo(right + 5, box.y + 9, right + 11, box.y + 5);
  g.stroke();
}

/** One window in three is lit on any evening; which ones is fixed by their number. */
export function lit(row) {
  return ((row * 2654435761) >>> 16) % 100 < 30;
}

function drawWindows(g, scene) {
  const inner = Math.max(1, scene.size - Math.max(0.8, scene.size * 0.28));
  for (const warm of [false, true]) {
    g.fillStyle = warm ? "#8b6f41" : "#1a2739";
    for (let row = 0; row < scene.x.length; row++) {
      if (lit(row) === warm) g.fillRect(scene.x[row], scene.y[row], inner, inner);
    }
  }
}

function drawOffice(g, office, size) {
  const height = Math.max(10, size * 2.6);
  const top = office.ground - height;
  g.fillStyle = "#7a3b32";
  g.fillRect(office.x, top, office.w, height);
  g.fillStyle = "#a8584b";
  g.beginPath();
  g.moveTo(office.x - 2, top);
  g.lineTo(office.x + office.w / 2, top - height * 0.45);
  g.lineTo(office.x + office.w + 2, top);
  g.fill();
  g.fillStyle = "#ffe6ad";
  g.fillRect(office.x + office.w * 0.36, office.ground - height * 0.55, office.w * 0.28, height * 0.55);
}
