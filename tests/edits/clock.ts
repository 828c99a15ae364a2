/** Loaded before a build, this makes the process believe that it started on the day `CLOCK`. */
const shift = Date.parse(process.env.CLOCK ?? '') - Date.now();
if (Number.isNaN(shift)) throw new Error('CLOCK is a day like 2026-12-24.');
const real = Date;

globalThis.Date = new Proxy(Date, {
  construct: (target, values, made) => Reflect.construct(target, values.length === 0 ? [now()] : values, made),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});

function now(): number {
  return real.now() + shift;
}
