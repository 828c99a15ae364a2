const button = document.querySelector<HTMLButtonElement>('.start-plan');
button?.addEventListener('click', () => void import('./plan.ts').then(({ togglePlan }) => togglePlan(button)));
