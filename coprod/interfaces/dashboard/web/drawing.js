// Small things that every drawing needs.

/** The reader's own fonts, Chinese ones included; nothing is fetched. */
export const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

/** Begin the path of a box with round corners. */
export function round(g, x, y, w, h, r) {
  g.beginPath();
  g.roundRect ? g.roundRect(x, y, w, h, r) : g.rect(x, y, w, h);
}
