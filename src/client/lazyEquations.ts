const whenIdle: (work: () => void) => unknown =
  'requestIdleCallback' in globalThis ? requestIdleCallback : (work) => setTimeout(work, 50);

// Lays out, one at a time when idle, the equations that the style sheet defers. This loads their fonts for printing.
const waiting = [...document.querySelectorAll('.prose > .equation')];

function layOutNext(): void {
  const equation = waiting.shift();
  equation?.classList.add('laid-out');
  if (equation) whenIdle(layOutNext);
}

whenIdle(layOutNext);
