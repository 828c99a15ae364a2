const button = document.querySelector<HTMLButtonElement>('.start-plan');
const toggle = () => button && void import('./plan.ts').then(({ togglePlan }) => togglePlan(button));
button?.addEventListener('click', toggle);
// The plan checks whether the values are valid.
if (/[?&](?:start|hours|without)=/.test(location.search)) toggle();
