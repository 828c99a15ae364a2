/** Scrolls the drawing of a path to its goal, which would not be visible on a phone. */
function showGoal(drawing: HTMLElement): void {
  const goal = drawing.querySelector('.middle')?.getBoundingClientRect();
  const frame = drawing.getBoundingClientRect();
  if (goal) drawing.scrollLeft += goal.left + goal.width / 2 - (frame.left + frame.width / 2);
}

for (const drawing of document.querySelectorAll<HTMLElement>('.around .drawing')) showGoal(drawing);
