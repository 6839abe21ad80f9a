// One clock for everything on the page. It runs in the browser alone: no message is sent while it plays or is scrubbed.
//
// It has two faces: "night" counts the minutes of one incident, "year" the days of the run.

import { kit } from "./kit.js";

export const clock = {
  face: "night",
  night: 0, // minutes after the incident began
  year: 0, // days of the run
  playing: false,
  speed: 1,
  nightEnd: 90,
  yearEnd: 365,
  sealed: false, // whether only the part that both worlds have in common is there
  number: "", // of the worlds that the clock was set to
  incident: null, // number of the incident whose minutes are shown
  listeners: new Set(), // told at every frame in which the time changed
  on(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  },
  get now() {
    return this[this.face];
  },
  get end() {
    return this.face === "night" ? this.nightEnd : this.yearEnd - 1;
  },
  set(time) {
    this[this.face] = Math.max(0, Math.min(this.end, time));
    this.notify();
  },
  notify() {
    for (const listener of [...this.listeners]) listener();
  },
  turn(face) {
    if (face === this.face) return;
    this.pause();
    this.face = face;
    this.notify();
    kit.asked.ring("face");
  },
  play() {
    if (this.now >= this.end - 1e-6) this[this.face] = 0;
    this.playing = true;
    this.last = performance.now();
    requestAnimationFrame(tick);
    kit.asked.ring("playing");
  },
  pause() {
    if (!this.playing) return;
    this.playing = false;
    kit.asked.ring("playing");
  },
  toggle() {
    this.playing ? this.pause() : this.play();
  },
  step(by) {
    this.pause();
    this.set(Math.round(this.now) + by);
  },
};

/** Seconds that a whole night or year takes at speed 1, and the part of it that is shown before the guess. */
const SECONDS = { night: 12, year: 24, sealed: 4 };

function tick(now) {
  if (!clock.playing) return;
  const passed = Math.min(0.1, (now - clock.last) / 1000);
  clock.last = now;
  clock.set(clock.now + (passed * clock.speed * clock.end) / SECONDS[clock.sealed ? "sealed" : clock.face]);
  if (clock.now >= clock.end - 1e-6) {
    clock.pause();
    kit.asked.ring("ended");
  } else requestAnimationFrame(tick);
}
