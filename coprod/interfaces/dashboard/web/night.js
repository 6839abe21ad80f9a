// The minutes of one incident as the stage shows them: rain, rising water, the request on the ladder, the crew.

import { t, timeOfDay } from "./kit.js";
import { FONT, round } from "./drawing.js";

/** Marks of an incident in minutes after it began; a mark that never came is null. */
export function marks(incident) {
  return incident ? incident.marks : null;
}

/** Name the phase in which `incident` is after `minute` minutes. */
export function phaseAt(incident, minute) {
  const m = incident.marks;
  if (minute < m.detected) return "detect";
  if (minute < m.reported) return "report";
  if (minute < m.approved) return "sign";
  if (minute < m.arrived) return "travel";
  return minute < m.controlled ? "act" : "done";
}

/** How far the harm has grown, 0 to 1: rises until control, then ebbs away. A picture, not a gauge. */
export function harmAt(incident, minute, pace) {
  const until = Math.min(minute, incident.marks.controlled);
  const grown = 1 - Math.exp(-until / pace);
  const ebb = Math.max(0, minute - incident.marks.controlled) / pace;
  return grown * Math.exp(-ebb * 0.7);
}

/** Draw slanting rain; it stops slowly when the reader prefers little motion. */
export function drawRain(g, w, h, time, strength) {
  if (strength <= 0) return;
  g.strokeStyle = `rgba(170,205,240,${0.22 * strength})`;
  g.lineWidth = 1;
  g.beginPath();
  const drops = Math.round((w * h) / 1500);
  for (let i = 0; i < drops; i++) {
    const speed = 190 + (i % 7) * 35;
    const x = ((((i * 97.31 + time * speed * 0.22) % (w + 40)) + w + 40) % (w + 40)) - 20;
    const y = ((i * 53.77 + time * speed) % (h + 20)) - 10;
    g.moveTo(x, y);
    g.lineTo(x + 2.2, y + 10);
  }
  g.stroke();
}

/** Draw water standing in a community's lowest floors. */
export function drawWater(g, community, depth, time) {
  if (depth < 0.5) return;
  const { left, ground, width } = community;
  g.fillStyle = "rgba(52,132,190,.72)";
  g.beginPath();
  g.moveTo(left, ground);
  for (let x = 0; x <= width; x += 4) g.lineTo(left + x, ground - depth - Math.sin(x / 11 + time * 2.4) * 1.1);
  g.lineTo(left + width, ground);
  g.fill();
  g.strokeStyle = "rgba(190,230,255,.8)";
  g.lineWidth = 1;
  g.beginPath();
  for (let x = 0; x <= width; x += 4) g.lineTo(left + x, ground - depth - Math.sin(x / 11 + time * 2.4) * 1.1);
  g.stroke();
}

/** Draw flames or an alarm over the stricken building for incidents that are not water. */
export function drawAlarm(g, box, harm, time, fire) {
  const glow = 0.55 + 0.45 * Math.sin(time * 5);
  const x = box.x + box.w / 2;
  const y = box.y + box.h * 0.45;
  const radius = 10 + harm * Math.max(box.w, box.h) * 0.9;
  const light = g.createRadialGradient(x, y, 1, x, y, radius);
  light.addColorStop(0, fire ? `rgba(255,150,50,${0.85 * harm})` : `rgba(255,90,90,${0.5 + 0.3 * glow})`);
  light.addColorStop(1, "rgba(255,90,40,0)");
  g.fillStyle = light;
  g.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}

const CLOCK = { w: 212, h: 50 };

/** Mark the stricken building with a pulsing frame and the number of people in danger. */
export function drawStricken(g, box, people, minute, time, over) {
  g.strokeStyle = over ? "#7fe0b0" : `rgba(255,112,67,${0.6 + 0.4 * Math.sin(time * 6)})`;
  g.lineWidth = 2;
  g.strokeRect(box.x - 3, box.y - 4, box.w + 6, box.h + 4);
  if (!people) return;
  const text = over ? t("stage.safe") : t("stage.in_danger", { n: people });
  g.font = "600 12px " + FONT;
  const width = g.measureText(text).width + 12;
  const x = Math.max(2, box.x + box.w / 2 - width / 2);
  const above = Math.max(14, box.y - 12);
  const y = x < CLOCK.w && above < CLOCK.h + 16 ? CLOCK.h + 16 : above; // not over the clock
  g.fillStyle = over ? "#1f6b4c" : "#a8361a";
  round(g, x, y - 13, width, 18, 9);
  g.fill();
  g.fillStyle = "#fff";
  g.textAlign = "left";
  g.fillText(text, x + 6, y);
}

/** Draw the crew's vehicle on its way along the terrace. */
export function drawCrew(g, community, box, share, time) {
  const from = community.left + community.width + 4;
  const to = box.x + box.w + 4;
  const x = from + (to - from) * Math.min(1, share);
  const y = community.ground - 7;
  g.fillStyle = "#e8442e";
  g.fillRect(x, y - 3, 15, 8);
  g.fillStyle = "#ffd9cf";
  g.fillRect(x + 1.5, y - 1.5, 4, 3);
  g.fillStyle = Math.floor(time * 6) % 2 ? "#7cc4ff" : "#fff";
  g.fillRect(x + 6, y - 5.5, 3, 2.5);
  g.fillStyle = "#0a0f16";
  g.beginPath();
  g.arc(x + 4, y + 5, 2, 0, 7);
  g.arc(x + 11, y + 5, 2, 0, 7);
  g.fill();
}

/** Draw the clock of the night: time of day, and minutes since it began. */
export function drawNightClock(g, incident, minute, colour) {
  g.fillStyle = "rgba(9,18,31,.62)";
  round(g, 6, 6, CLOCK.w, CLOCK.h - 2, 8);
  g.fill();
  g.textAlign = "left";
  g.fillStyle = "#eaf2fb";
  g.font = "600 23px " + FONT;
  g.fillText(timeOfDay(incident.start + minute), 12, 30);
  g.font = "12px " + FONT;
  g.fillStyle = colour;
  g.fillText(t("stage.since", { n: Math.floor(minute) }) + " · " + t(`phase.${phaseAt(incident, minute)}`), 12, 48);
}
