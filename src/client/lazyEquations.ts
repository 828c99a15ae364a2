const whenIdle: (work: () => void) => unknown =
  'requestIdleCallback' in globalThis ? requestIdleCallback : (work) => setTimeout(work, 50);

/** Lays out, one at a time when idle, the equations that the style sheet defers. This loads their fonts for printing. */
export function layOutEquations(): void {
  const waiting = [...document.querySelectorAll('.prose > .equation')];
  const next = (): void => {
    const equation = waiting.shift();
    equation?.classList.add('laid-out');
    if (equation) whenIdle(next);
  };
  whenIdle(next);
}
