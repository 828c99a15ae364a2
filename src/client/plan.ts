import { words } from 'virtual:learnlog/plan';
import { dayOf } from '../log/date.ts';
import { guessedMinutes, planHours, planWeeks, readPlanHours, readPlanStart, type PlanWeek } from '../log/plan.ts';
import { planCalendar } from '../exports/ics.ts';
import { formatRange } from '../i18n/dateRange.ts';
import { counted, fill, hoursAndMinutes, joined, localeOf } from '../i18n/phrase.ts';
import styleSheet from '../styles/lazy/plan.css?url';
import { element } from './elements.ts';
import { saveFile } from './saveFile.ts';
import { loadStyleSheet } from './styleSheet.ts';

const locale = localeOf(words.language);

type PlanItem = PlanWeek['items'][number];

/** A step that is left to do. */
interface ShownStep {
  readonly id: string;
  readonly link: HTMLAnchorElement;
  readonly minutes: number;
  /** How many of its parts have no known length. */
  readonly unknown: number;
}

let section: HTMLElement | undefined;
/** The plan on the page, for the calendar. */
let shown: { readonly weeks: readonly PlanWeek[]; readonly steps: ReadonlyMap<string, ShownStep> } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows the plan that the button controls, from today on, or hides it. */
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
  form.addEventListener('input', scheduleShow);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show();
  });
  found.querySelector('[name=print]')?.addEventListener('click', () => print());
  found.querySelector('[name=save]')?.addEventListener('click', save);
  // Ticked and hidden steps are not part of the plan.
  path.addEventListener('change', ({ target }) => {
    if (target instanceof Node && !found.contains(target)) scheduleShow();
  });
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !found.contains(target))) scheduleShow();
  }).observe(path, { subtree: true, childList: true, attributeFilter: ['hidden'] });
  return found;
}

function inputIn(form: HTMLFormElement | null | undefined, name: string): HTMLInputElement | undefined {
  const input = form?.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input : undefined;
}

/** Updates the plan once the reader stops typing and the page has settled. */
function scheduleShow(): void {
  clearTimeout(timer);
  timer = setTimeout(show, 250);
}

function show(): void {
  clearTimeout(timer);
  if (!section || section.hidden) return;
  const form = section.querySelector('form');
  const start = readIn(inputIn(form, 'day'), readPlanStart);
  const minutesPerWeek = readIn(inputIn(form, 'hours'), readPlanHours);
  const steps = stepsLeft();
  const guessed = steps.map((step) => ({ ...step, minutes: step.minutes + step.unknown * guessedMinutes }));
  const isValid = start !== undefined && minutesPerWeek !== undefined;
  const weeks = (isValid && planWeeks(guessed, { start, minutesPerWeek })) || [];
  shown = { weeks, steps: new Map(steps.map((step) => [step.id, step])) };
  section.querySelector('ol')?.replaceChildren(...weeks.map(weekLine));
  const actions = section.querySelector<HTMLElement>('.actions');
  if (actions) actions.hidden = weeks.length === 0;
  const status = section.querySelector('[role=status]');
  if (!status) return;
  if (start === undefined) status.textContent = words.wrongDay;
  else if (minutesPerWeek === undefined)
    status.textContent = fill(words.wrongHours, {
      least: formatNumber(planHours.least),
      most: formatNumber(planHours.most),
    });
  else if (steps.length === 0) status.textContent = words.nothing;
  else status.textContent = weeks.length === 0 ? words.tooLong : summaryOf(weeks, steps);
}

function readIn<T>(input: HTMLInputElement | undefined, read: (text: string) => T | undefined): T | undefined {
  const value = read(input?.value ?? '');
  if (input) input.ariaInvalid = String(value === undefined);
  return value;
}

/** The visible steps that are not ticked. */
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
  const until = fill(words.until, {
    weeks: counted(words.weeks, weeks.length, locale),
    day: dateFormat(true).format(utcDate(end)),
  });
  const unknown = steps.reduce((sum, step) => sum + step.unknown, 0);
  if (unknown === 0) return until;
  const guessed = fill(words.guessed, { number: formatNumber(unknown), time: formatTime(guessedMinutes) });
  return joined(words.joins.sentences, [until, guessed]);
}

function weekLine(week: PlanWeek): HTMLElement {
  const days = formatRange(dateFormat(spansYears()), utcDate(week.start), utcDate(week.end));
  const title = element('h3', {}, fill(words.week, { number: formatNumber(week.number), days }));
  return element('li', {}, title, element('ul', {}, ...week.items.map(itemLine)));
}

function itemLine(item: PlanItem): HTMLElement {
  const step = shown?.steps.get(item.id);
  const link = element('a', { href: step?.link.href ?? '' }, titleOf(step));
  return element('li', {}, link, ' ', element('small', {}, factsOf(item)));
}

function factsOf({ id, minutes, isBegun, continues }: PlanItem): string {
  const isGuess = minutes > 0 && shown?.steps.get(id)?.unknown !== 0;
  const time = isGuess ? fill(words.time.about, { what: formatTime(minutes) }) : formatTime(minutes);
  return joined(
    words.joins.facts,
    [time, isBegun ? words.begun : '', continues ? words.continues : ''].filter((fact) => fact !== ''),
  );
}

function titleOf(step: ShownStep | undefined): string {
  return step?.link.textContent?.trim() ?? '';
}

function save(): void {
  if (!section || !shown) return;
  const { path = '', log = '', address } = section.dataset;
  const { weeks, steps } = shown;
  const title = document.querySelector('h1')?.textContent ?? '';
  const lineOf = (item: PlanItem): string => {
    const step = steps.get(item.id);
    const line = joined(
      words.joins.facts,
      [titleOf(step), factsOf(item)].filter((part) => part !== ''),
    );
    return address === undefined || !step ? line : `${line}\n${new URL(step.link.pathname, address).href}`;
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
        title: fill(words.event, { title, number: formatNumber(number), all: formatNumber(weeks.length) }),
        description: items.map(lineOf).join('\n'),
      })),
    },
    new Date(),
  );
  saveFile(calendar, 'text/calendar;charset=utf-8', `${path}.ics`);
}

function spansYears(): boolean {
  const weeks = shown?.weeks ?? [];
  return weeks[0]?.start.slice(0, 4) !== weeks.at(-1)?.end.slice(0, 4);
}

function dateFormat(withYear: boolean): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(withYear && { year: 'numeric' }),
  });
}

function utcDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function formatNumber(number: number): string {
  return number.toLocaleString(locale);
}

function formatTime(minutes: number): string {
  return hoursAndMinutes(minutes, words.time, locale);
}
