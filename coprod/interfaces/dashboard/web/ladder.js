// The approval ladder: a rung for every office that must sign, and the request climbing it.

import { t, timeOfDay } from "./kit.js";
import { FONT, round } from "./drawing.js";

/**
 * Draw the ladder in the box (x, y, w, h) as it stands `minute` minutes after the incident began.
 *
 * `policy` are the levels that a policy has sign at most: they stand there while it is sealed who did.
 */
export function drawLadder(g, box, incident, minute, colour, time, policy = null) {
  const rungs = rungsOf(incident, policy);
  const step = Math.min(64, (box.h - 34) / Math.max(1, rungs.length));
  const bottom = box.y + box.h - 12;
  g.font = "600 12px " + FONT;
  g.textAlign = "center";
  g.fillStyle = "#dbe6f2";
  g.fillText(t("ladder.title"), box.x + box.w / 2, box.y + 12);
  g.strokeStyle = "#4a6079";
  g.lineWidth = 2;
  const top = bottom - step * (rungs.length - 1);
  for (const side of [14, box.w - 14]) line(g, box.x + side, bottom + 6, box.x + side, top - 16);
  rungs.forEach((rung, i) => drawRung(g, box, bottom - step * i, step, rung, minute, incident));
  const at = placeOf(rungs, minute);
  if (at !== null) drawRequest(g, box.x + box.w / 2, bottom - step * at - step * 0.36, colour, time);
}

/** The rungs from the ground up: the front line that asks, every signature asked for in order, the crew sent out. */
export function rungsOf(incident, policy = null) {
  const rungs = [{ name: "ladder.asks", from: incident.marks.detected, until: incident.marks.reported }];
  rungs.push(...(policy ? policy.map(unsigned) : levelsOf(incident)));
  rungs.push({ name: "ladder.crew", from: incident.marks.approved, until: Infinity, goal: true });
  return rungs;
}

function unsigned({ office, signers }) {
  return { office, from: Infinity, until: Infinity, signers: Array.from({ length: signers }, () => ({ signed: Infinity })) };
}

function levelsOf(incident) {
  const byLevel = new Map();
  for (const s of incident.signatures) {
    const level = byLevel.get(s.level) || { level: s.level, office: s.office, from: Infinity, until: 0, signers: [] };
    level.from = Math.min(level.from, s.asked);
    level.until = Math.max(level.until, s.signed);
    level.signers.push(s);
    byLevel.set(s.level, level);
  }
  return [...byLevel.values()].sort((p, q) => p.from - q.from || p.level - q.level);
}

/** Where the request is on the ladder, in rungs from the bottom; null before anybody asks. */
function placeOf(rungs, minute) {
  if (minute < rungs[0].from) return null;
  let at = 0;
  for (let i = 0; i < rungs.length; i++) if (minute >= rungs[i].from) at = i;
  const next = rungs[at + 1];
  if (next && Number.isFinite(next.from))
    at += 0.35 * clamp((minute - rungs[at].from) / Math.max(0.5, next.from - rungs[at].from));
  return at;
}

function drawRung(g, box, y, step, rung, minute, incident) {
  const waiting = minute >= rung.from && minute < rung.until && !rung.goal;
  const done = minute >= rung.until || (rung.goal && minute >= rung.from);
  g.fillStyle = done ? "#245b49" : waiting ? "#7a3d10" : "#22344b";
  round(g, box.x + 6, y - 11, box.w - 12, 23, 6);
  g.fill();
  g.strokeStyle = done ? "#6fd7aa" : waiting ? "#ffab5e" : "#4a6079";
  g.lineWidth = 1.2;
  g.stroke();
  g.fillStyle = "#f2f6fb";
  g.textAlign = "left";
  const seals = Math.max(done && !rung.signers?.length ? 1 : 0, Math.min(4, rung.signers?.length ?? 0));
  const words = rung.office ? t(`office.${rung.office}`) : t(rung.name);
  g.fillText(fitted(g, words, box.w - 20 - 12 * seals), box.x + 11, y + 4.5);
  drawSeals(g, box.x + box.w - 13, y, rung, minute, done);
  if (step > 38 && waiting) {
    g.fillStyle = "#ffcf9c";
    g.font = "11px " + FONT;
    g.fillText(t("ladder.waiting", { n: Math.floor(minute - rung.from) }), box.x + 16, y + 24);
  } else if (step > 38 && done && Number.isFinite(rung.until)) {
    g.fillStyle = "#9bdcbf";
    g.font = "11px " + FONT;
    g.fillText(timeOfDay(incident.start + rung.until), box.x + 16, y + 24);
  }
}

/** Draw a seal for each signer: hollow while awaited, a red chop once given. */
function drawSeals(g, right, y, rung, minute, done) {
  const signers = rung.signers || [];
  signers.slice(0, 4).forEach((signer, i) => {
    const x = right - i * 12;
    const given = minute >= signer.signed;
    g.lineWidth = 1.3;
    g.strokeStyle = given ? "#ff8a75" : "#8fa3ba";
    g.fillStyle = "#d9402b";
    round(g, x - 5, y - 4.5, 9, 9, 2);
    if (given) g.fill();
    g.stroke();
  });
  if (!signers.length && done) {
    g.strokeStyle = "#6fd7aa";
    g.lineWidth = 2;
    g.beginPath();
    g.moveTo(right - 5, y);
    g.lineTo(right - 2, y + 3.5);
    g.lineTo(right + 4, y - 4);
    g.stroke();
  }
}

function drawRequest(g, x, y, colour, time) {
  const glow = g.createRadialGradient(x, y, 1, x, y, 15);
  glow.addColorStop(0, colour);
  glow.addColorStop(1, "rgba(0,0,0,0)");
  g.globalAlpha = 0.55 + 0.25 * Math.sin(time * 5);
  g.fillStyle = glow;
  g.fillRect(x - 15, y - 15, 30, 30);
  g.globalAlpha = 1;
  g.fillStyle = "#fffdf6";
  round(g, x - 8, y - 5.5, 16, 11, 1.5);
  g.fill();
  g.strokeStyle = "#5b4a2f";
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(x - 8, y - 5);
  g.lineTo(x, y + 1);
  g.lineTo(x + 8, y - 5);
  g.stroke();
}

/** Choose the largest type in which `text` fits, and cut it only if the smallest does not do. */
function fitted(g, text, width) {
  for (const size of [12, 11, 10, 9]) {
    g.font = `${size}px ${FONT}`;
    if (g.measureText(text).width <= width) return text;
  }
  while (text.length > 1 && g.measureText(text + "…").width > width) text = text.slice(0, -1);
  return text + "…";
}

function line(g, x1, y1, x2, y2) {
  g.beginPath();
  g.moveTo(x1, y1);
  g.lineTo(x2, y2);
  g.stroke();
}

function clamp(value) {
  return Math.max(0, Math.min(1, value));
}
