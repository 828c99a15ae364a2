const button = document.querySelector<HTMLButtonElement>('.start-plan');
const toggle = () => button && void import('./plan.ts').then(({ togglePlan }) => togglePlan(button));
button?.addEventListener('click', toggle);
// Whether the values are valid is for the plan to say.
if (/[?&](?:start|hours|without)=/.test(location.search)) toggle();
