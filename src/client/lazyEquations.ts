const whenIdle: (work: () => void) => unknown =
  'requestIdleCallback' in globalThis ? requestIdleCallback : (work) => setTimeout(work, 50);

/**
 * Lays out the equations that the style sheet leaves for later, one at a time while there is nothing else to do: their
 * fonts are asked for only then, and have to be there when the page is printed.
 */
export function layOutEquations(): void {
  const waiting = [...document.querySelectorAll('.prose > .equation')];
  const next = (): void => {
    const equation = waiting.shift();
    equation?.classList.add('laid-out');
    if (equation) whenIdle(next);
  };
  whenIdle(next);
}
