// Colours: Okabe and Ito's, which readers with any kind of colour vision can tell apart, lightened for the night.
// Colour never carries a meaning alone: every state also has a shape in the legend and a name under the pointer.

export const WORLD_NIGHT = { a: "#7cc4ff", b: "#ffab5e" }; // on the night sky

/** What a resident does on a day: code, name of its text, colour at night, shape. */
export const STATES = [
  { key: "rest", colour: "#2c3e57", shape: "square" },
  { key: "report", colour: "#f5e663", shape: "triangle" },
  { key: "patrol", colour: "#62c1f5", shape: "circle" },
  { key: "train", colour: "#3ddba4", shape: "diamond" },
  { key: "help", colour: "#f29ac8", shape: "plus" },
  { key: "sham", colour: "#9aa7b8", shape: "cross" },
];

/** Phases of an incident, in order. */
export const PHASES = [
  { key: "detect", colour: "#8a94a6", pattern: "" },
  { key: "report", colour: "#56b4e9", pattern: "" },
  { key: "sign", colour: "#d55e00", pattern: "stripes" },
  { key: "travel", colour: "#009e73", pattern: "" },
  { key: "act", colour: "#0072b2", pattern: "" },
];

/** Draw a state's shape around (x, y), as the legend and the map's loupe show it. */
export function drawShape(g, shape, x, y, r) {
  g.beginPath();
  if (shape === "circle") g.arc(x, y, r, 0, 7);
  else if (shape === "triangle") {
    g.moveTo(x, y - r);
    g.lineTo(x + r, y + r * 0.8);
    g.lineTo(x - r, y + r * 0.8);
    g.closePath();
  } else if (shape === "diamond") {
    g.moveTo(x, y - r);
    g.lineTo(x + r, y);
    g.lineTo(x, y + r);
    g.lineTo(x - r, y);
    g.closePath();
  } else if (shape === "plus") {
    g.rect(x - r, y - r / 3, 2 * r, (2 * r) / 3);
    g.rect(x - r / 3, y - r, (2 * r) / 3, 2 * r);
  } else if (shape === "cross") {
    g.moveTo(x - r, y - r);
    g.lineTo(x + r, y + r);
    g.moveTo(x + r, y - r);
    g.lineTo(x - r, y + r);
    g.strokeStyle = g.fillStyle;
    g.lineWidth = Math.max(1, r / 2);
    g.stroke();
    return;
  } else g.rect(x - r * 0.8, y - r * 0.8, 1.6 * r, 1.6 * r);
  g.fill();
}
