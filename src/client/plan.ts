import { words } from 'virtual:learnlog/words';
import { dayOf } from '../log/date.ts';
import { guessedMinutes, planHours, planWeeks, readPlanHours, readPlanStart, type PlanWeek } from '../log/plan.ts';
import { planCalendar } from '../exports/ics.ts';
import { counted, fill, hoursAndMinutes, localeOf } from '../i18n/phrase.ts';
import styleSheet from '../styles/lazy/plan.css?url';
import { saveFile } from './saveFile.ts';
import { loadStyleSheet } from './styleSheet.ts';

const phrases = words.plan;
const locale = localeOf(words.language);

/** A step that is left to do, as the page shows it. */
interface ShownStep {
  readonly id: string;
  readonly link: HTMLAnchorElement;
  readonly minutes: number;
  /** Of how much of it the length is not known. */
  readonly unknown: number;
}

let section: HTMLElement | undefined;
/** What is shown, for the calendar. */
let shown: { readonly weeks: readonly PlanWeek[]; readonly steps: ReadonlyMap<string, ShownStep> } | undefined;
let later: ReturnType<typeof setTimeout> | undefined;

/** Shows the plan that a button stands for, from today on, or hides it again. */
export async function togglePlan(button: HTMLButtonElement): Promise<void> {
  await loadStyleSheet(styleSheet);
  section ??= setUp(document.getElementById(button.getAttribute('aria-controls') ?? ''));
  if (!section) return;
  section.hidden = !section.hidden;
  button.ariaExpanded = String(!section.hidden);
  if (!section.hidden) show();
}

function setUp(found: HTMLElement | null): HTMLElement | undefined {
  const [form, path] = [found?.querySelector('form'), found?.closest('.path')];
  if (!found || !form || !path) return undefined;
  const day = inputIn(form, 'day');
  if (day) day.value ||= dayOf(new Date());
  form.addEventListener('input', showSoon);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show();
  });
  found.querySelector('[name=print]')?.addEventListener('click', () => print());
  found.querySelector('[name=save]')?.addEventListener('click', save);
  // What is ticked or hidden on the page is no part of the plan.
  path.addEventListener('change', ({ target }) => {
    if (target instanceof Node && !found.contains(target)) showSoon();
  });
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !found.contains(target))) showSoon();
  }).observe(path, { subtree: true, childList: true, attributeFilter: ['hidden'] });
  return found;
}

function inputIn(form: HTMLFormElement | null | undefined, name: string): HTMLInputElement | undefined {
  const input = form?.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input : undefined;
}

/** Waits until the reader has typed to the end, and the page has followed what was ticked. */
function showSoon(): void {
  clearTimeout(later);
  later = setTimeout(show, 250);
}

function show(): void {
  clearTimeout(later);
  if (!section || section.hidden) return;
  const form = section.querySelector('form');
  const start = readIn(inputIn(form, 'day'), readPlanStart);
  const minutesPerWeek = readIn(inputIn(form, 'hours'), readPlanHours);
  const steps = stepsLeft();
  const guessed = steps.map((step) => ({ ...step, minutes: step.minutes + step.unknown * guessedMinutes }));
  const isRight = start !== undefined && minutesPerWeek !== undefined;
  const weeks = (isRight && planWeeks(guessed, { start, minutesPerWeek })) || [];
  shown = { weeks, steps: new Map(steps.map((step) => [step.id, step])) };
  section.querySelector('ol')?.replaceChildren(...weeks.map(weekLine));
  const actions = section.querySelector<HTMLElement>('.actions');
  if (actions) actions.hidden = weeks.length === 0;
  const said = section.querySelector('[role=status]');
  if (!said) return;
  if (start === undefined) said.textContent = phrases.wrongDay;
  else if (minutesPerWeek === undefined)
    said.textContent = fill(phrases.wrongHours, { least: numbered(planHours.least), most: numbered(planHours.most) });
  else if (steps.length === 0) said.textContent = phrases.nothing;
  else said.textContent = weeks.length === 0 ? phrases.tooLong : summaryOf(weeks, steps);
}

function readIn<T>(input: HTMLInputElement | undefined, read: (text: string) => T | undefined): T | undefined {
  const value = read(input?.value ?? '');
  if (input) input.ariaInvalid = String(value === undefined);
  return value;
}

/** The steps that the reader sees and has not ticked off. */
function stepsLeft(): readonly ShownStep[] {
  return [...document.querySelectorAll<HTMLElement>('.path > .path-steps')].flatMap(stepsLeftOn);
}

function stepsLeftOn(path: HTMLElement): readonly ShownStep[] {
  const efforts: Readonly<Record<string, readonly [number, number]>> = JSON.parse(path.dataset.efforts ?? '{}');
  return [...path.querySelectorAll<HTMLElement>('.step')].flatMap((step) => {
    const link = step.querySelector<HTMLAnchorElement>(':scope > a');
    const isLeft = step.checkVisibility() && !step.querySelector('input[type=checkbox]:checked');
    if (!link || !isLeft) return [];
    const id = step.dataset.resource ?? '';
    const [minutes, unknown] = efforts[id] ?? [0, 1];
    return { id, link, minutes, unknown };
  });
}

function summaryOf(weeks: readonly PlanWeek[], steps: readonly ShownStep[]): string {
  const end = weeks.at(-1)?.end ?? '';
  const until = fill(phrases.until, {
    weeks: counted(words.weeks, weeks.length, locale),
    day: formatOf(true).format(instant(end)),
  });
  const unknown = steps.reduce((sum, step) => sum + step.unknown, 0);
  if (unknown === 0) return until;
  return `${until} ${fill(phrases.guessed, { number: numbered(unknown), time: timeOf(guessedMinutes) })}`;
}

function weekLine(week: PlanWeek): HTMLElement {
  const line = document.createElement('li');
  const title = document.createElement('h3');
  const days = formatOf(isOverYears()).formatRange(instant(week.start), instant(week.end));
  title.textContent = fill(phrases.week, { number: numbered(week.number), days });
  const list = document.createElement('ul');
  list.append(...week.items.map(itemLine));
  line.append(title, list);
  return line;
}

function itemLine(item: PlanWeek['items'][number]): HTMLElement {
  const line = document.createElement('li');
  const link = document.createElement('a');
  const step = shown?.steps.get(item.id);
  link.href = step?.link.href ?? '';
  link.textContent = titleOf(step);
  const facts = document.createElement('small');
  facts.textContent = factsOf(item);
  line.append(link, ' ', facts);
  return line;
}

function factsOf({ id, minutes, isBegun, goesOn }: PlanWeek['items'][number]): string {
  const isGuess = minutes > 0 && shown?.steps.get(id)?.unknown !== 0;
  const time = isGuess ? fill(words.time.about, { what: timeOf(minutes) }) : timeOf(minutes);
  return [time, isBegun && phrases.begun, goesOn && phrases.goesOn].filter(Boolean).join(', ');
}

function titleOf(step: ShownStep | undefined): string {
  return step?.link.textContent?.trim() ?? '';
}

function save(): void {
  if (!section || !shown) return;
  const { path = '', log = '', address } = section.dataset;
  const { weeks, steps } = shown;
  const title = document.querySelector('h1')?.textContent ?? '';
  const lineOf = (item: PlanWeek['items'][number]): string => {
    const step = steps.get(item.id);
    const told = [titleOf(step), factsOf(item)].filter(Boolean).join(', ');
    return address === undefined || !step ? told : `${told}\n${new URL(step.link.pathname, address).href}`;
  };
  const calendar = planCalendar(
    {
      log,
      path,
      address,
      weeks: weeks.map(({ number, start, end, items }) => ({
        number,
        start,
        end,
        title: fill(phrases.event, { title, number: numbered(number), all: numbered(weeks.length) }),
        description: items.map(lineOf).join('\n'),
      })),
    },
    new Date(),
  );
  saveFile(calendar, 'text/calendar;charset=utf-8', `${path}.ics`);
}

function isOverYears(): boolean {
  const weeks = shown?.weeks ?? [];
  return weeks[0]?.start.slice(0, 4) !== weeks.at(-1)?.end.slice(0, 4);
}

function formatOf(withYear: boolean): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(withYear && { year: 'numeric' }),
  });
}

function instant(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function numbered(number: number): string {
  return number.toLocaleString(locale);
}

function timeOf(minutes: number): string {
  return hoursAndMinutes(minutes, words.time, locale);
}
