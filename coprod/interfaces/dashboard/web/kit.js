// What all parts of a page share: the words of the language in use, the two recorded worlds and one clock.

import { render } from "./dom.js";

export const views = {};

let sent = 0;

/** Call everybody who listens. */
class Bell {
  constructor() {
    this.listeners = new Set();
  }
  on(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  ring(...what) {
    for (const listener of [...this.listeners]) listener(...what);
  }
}

export const kit = {
  words: {},
  lang: "en",
  worlds: null, // {number, sealed, a: {layout, frames, …}, b: {…}} once recorded
  changed: new Bell(), // words or worlds are new
  asked: new Bell(), // somebody asked for something by key or button: "replay", "png", …
};

/** Return the text of `key`, with {name} replaced by values. */
export function t(key, values) {
  const text = kit.words[key];
  if (text === undefined) return key;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole)) : text;
}

/** Write a number as a reader expects it: few digits, thousands apart. */
export function number(value, digits) {
  if (value == null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const places = digits ?? (size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  return value
    .toLocaleString(kit.lang === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: places })
    .replace("-", "−");
}

/** Write a number briefly, for axes: 200K, 20万. */
export function brief(value) {
  if (!Number.isFinite(value)) return "";
  if (Math.abs(value) < 10000) return number(value);
  return value
    .toLocaleString(kit.lang === "zh" ? "zh-CN" : "en-GB", { notation: "compact", maximumFractionDigits: 1 })
    .replace("-", "−");
}

/** Write a number with its unit; a share (unit "0-1" or "") as a percentage if `unit` says so. */
export function quantity(value, unit, digits) {
  if (unit === "%") return `${number(100 * value, digits ?? 1)} %`;
  return unit ? `${number(value, digits)} ${unit}` : number(value, digits);
}

/** Write minutes after midnight as a time of day. */
export function timeOfDay(minute) {
  const m = ((Math.floor(minute) % 1440) + 1440) % 1440;
  return `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`;
}

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Write the day of a run as a date; day 0 is 1 January. */
export function dateOf(day) {
  let rest = Math.floor(day) % 365;
  const year = Math.floor(day / 365) + 1;
  let month = 0;
  while (rest >= MONTHS[month]) rest -= MONTHS[month++];
  return t("date", { year, month: month + 1, day: rest + 1, name: t(`month.${month + 1}`) });
}

/** Hand a view its place in the page; used by the widget of every part. */
export function mount({ model, el }) {
  const host = document.createElement("div");
  host.className = `coprod coprod-${model.get("kind")}`;
  el.append(host);
  const part = {
    host,
    get data() {
      return model.get("data");
    },
    send(what) {
      model.send({ ...what, n: ++sent }); // a message of its own: of changes to a model that wait, only the last would arrive
    },
  };
  const view = views[model.get("kind")](part);
  const draw = () => {
    const tree = view.tree ? view.tree() : null;
    if (tree) render(host, tree);
    view.after?.();
  };
  part.redraw = draw;
  model.on("change:data", draw);
  const quiet = kit.changed.on(draw);
  draw();
  return () => {
    quiet();
    view.gone?.();
  };
}

/** Take in words and worlds as the server sends them, unpacking what is packed. */
export async function receive(model) {
  const packed = model.get("worlds");
  kit.lang = model.get("lang");
  kit.words = model.get("words");
  document.documentElement.lang = kit.lang === "zh" ? "zh-CN" : "en";
  document.title = t("title");
  if (packed.layouts && packed.number !== kit.worlds?.number) {
    const [first, other = first] = packed.layouts.map(withNumbers);
    const worlds = {
      number: packed.number,
      sealed: packed.sealed,
      a: { ...packed.a, layout: first },
      b: { ...packed.b, layout: other },
    };
    for (const side of ["a", "b"]) {
      worlds[side].frames = await unpack(packed[side].packed);
      if (packed.sealed) worlds[side].incidents = packed[side].incidents.map(withoutEnd);
    }
    if (packed.number !== model.get("worlds").number) return; // overtaken by a newer answer while unpacking
    kit.worlds = worlds;
    globalThis.coprodWorlds = packed.number; // for whoever measures
    kit.fresh = true;
  }
  kit.changed.ring();
  kit.fresh = false;
}

/** A sealed incident has no marks beyond those that both worlds share: they lie beyond every minute that is shown. */
function withoutEnd(incident) {
  const marks = Object.entries(incident.marks).map(([name, minute]) => [name, minute ?? Infinity]);
  return { ...incident, marks: Object.fromEntries(marks) };
}

function withNumbers(layout) {
  return { ...layout, age: bytesOf(layout.age), kind: bytesOf(layout.kind) };
}

function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

async function unpack(view) {
  const stream = new Blob([bytesOf(view)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Tell whether there is only the width of a phone. */
export const narrow = () => innerWidth < 700;

/** Begin: called once for each page, by the widget that carries this file. */
export function start({ model }) {
  let was = narrow();
  addEventListener("resize", () => was !== narrow() && ((was = narrow()), kit.changed.ring()));
  model.on("change:words change:worlds", () => receive(model));
  receive(model).then(() => globalThis.coprodKit.resolve({ mount }));
}
