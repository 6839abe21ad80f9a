// The reader's hand on a lever. The page shows what the hand has set, the server follows once the hand rests: every key
// press counts, at most one run is asked for in a pause, and a gesture is one step to undo and one step back.

import { kit } from "./kit.js";

/** Milliseconds of rest after which the worlds follow a key; a pointer that is let go, and a typed number, go at once. */
const REST = 200;
/** Milliseconds without a move after which the next one begins a gesture of its own. */
const PAUSE = 1500;

let moves = 0;
let gestures = 0;
let gesture = { key: "", n: 0, last: -Infinity, pushed: false };

/** A hand for the levers of one part. */
export class Hand {
  constructor(part) {
    this.part = part;
    this.held = new Map(); // by world and lever: the value shown until the server has dealt with it
  }

  /** The value to show: what the hand has set, else what the server says. */
  value(lever) {
    return this.held.get(nameOf(lever))?.value ?? lever.value;
  }

  /** Take a move; `now` sends it without waiting for rest. */
  move(lever, value, now = false) {
    const name = nameOf(lever);
    clearTimeout(this.held.get(name)?.timer);
    const held = { lever, value, at: Infinity };
    this.held.set(name, held);
    continueGesture(name);
    if (now) this.send(held);
    else held.timer = setTimeout(() => this.send(held), REST);
  }

  send(held) {
    clearTimeout(held.timer);
    held.at = ++moves;
    this.part.send({ do: "lever", key: held.lever.key, value: held.value, at: held.at, gesture: gesture.n });
  }

  /** Send what still waits for rest. */
  flush() {
    for (const held of this.held.values()) if (held.at === Infinity) this.send(held);
  }

  /** Let go of what the server has dealt with: from then on its value is shown, also where it refused ours. */
  release(heard) {
    for (const [name, held] of this.held) if (held.at <= heard) this.held.delete(name);
  }
}

function nameOf(lever) {
  return `${lever.side}.${lever.key}`;
}

function continueGesture(key) {
  const now = performance.now();
  if (gesture.key !== key || now - gesture.last > PAUSE) gesture = { key, n: ++gestures, last: now, pushed: false };
  gesture.last = now;
}

/** Have the moves of one gesture share one entry of the browser's history; called once for each page. */
export function keepOneEntryPerGesture() {
  const push = history.pushState;
  history.pushState = function (state, title, url) {
    if (gesture.pushed && differOnlyIn(gesture.key, location.href, url)) return history.replaceState(state, title, url);
    gesture.pushed = true; // the first entry of a gesture, or one of something else, after which it goes on
    return push.call(this, state, title, url);
  };
  kit.historyKept = true;
}

function differOnlyIn(key, one, other) {
  const read = (url) => {
    const entries = new URLSearchParams(new URL(url, location.href).search);
    entries.delete(key);
    return entries.toString();
  };
  return read(one) === read(other);
}
