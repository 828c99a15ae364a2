import { words } from 'virtual:learnlog/plan';
import { dayOf } from '../log/date.ts';
import { totalEffort, type Effort } from '../log/effort.ts';
import {
  guessedMinutes,
  planHours,
  planWeeks,
  readPlanAddress,
  readPlanHours,
  readPlanStart,
  writePlanAddress,
  type PlanWeek,
} from '../log/plan.ts';
import { planCalendar } from '../exports/ics.ts';
import { formatRange } from '../i18n/dateRange.ts';
import { makeEffortWording } from '../i18n/effortWording.ts';
import { counted, fill, hoursAndMinutes, isolate, joined, localeOf } from '../i18n/phrase.ts';
import styleSheet from '../styles/plan.css?url';
import { element } from './elements.ts';
import { idOf, loadGraph } from './knownGraph.ts';
import { copyAddress, showInAddress } from './planLink.ts';
import { saveFile } from './saveFile.ts';
import { loadStyleSheet } from './styleSheet.ts';

const locale = localeOf(words.language);
const wording = makeEffortWording(words.effort, locale, document.dir === 'rtl' ? isolate : (text: string) => text);

type PlanItem = PlanWeek['items'][number];

/** A step of the path. */
interface ShownStep {
  readonly id: string;
  readonly link: HTMLAnchorElement;
  readonly effort: Effort;
  /** Whether the reader knows it, or an alternative to it. */
  readonly isKnown: boolean;
}

let section: HTMLElement | undefined;
/** The plan on the page, for the calendar. */
let shown: { readonly weeks: readonly PlanWeek[]; readonly steps: ReadonlyMap<string, ShownStep> } | undefined;
/** What a plan from an address leaves out, instead of what the reader knows. */
let leftOut: Set<string> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows the plan that the button controls, or hides it. The plan is the one in the address, or else starts today. */
export async function togglePlan(button: HTMLButtonElement): Promise<void> {
  await loadStyleSheet(styleSheet);
  section ??= setUp(document.getElementById(button.getAttribute('aria-controls') ?? ''));
  if (!section) return;
  section.hidden = !section.hidden;
  button.ariaExpanded = String(!section.hidden);
  if (section.hidden) {
    leftOut = undefined;
    showInAddress('');
  } else {
    await takeFromAddress(section);
    show();
  }
}

/** Fills in the plan from the address, without changing what the reader knows. */
async function takeFromAddress(plan: HTMLElement): Promise<void> {
  const given = readPlanAddress(location.search);
  if (!given) return;
  const [day, hours] = ['day', 'hours'].map((name) => inputIn(plan.querySelector('form'), name));
  if (day && given.start !== undefined) day.value = given.start;
  if (hours && given.hours !== undefined) hours.value = given.hours;
  const free = freeBox();
  if (free) free.checked = given.isFree;
  const ids = new Set(stepsShown().map(({ id }) => id));
  // An id that is not on the page may be an old one.
  if (given.without?.some((id) => !ids.has(id))) await loadGraph();
  leftOut = new Set(given.without?.map((id) => idOf(id) ?? id));
}

function freeBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('.free-only input');
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
  found.querySelector<HTMLElement>('[name=copy]')?.addEventListener('click', ({ currentTarget }) => {
    if (currentTarget instanceof HTMLButtonElement) void copyAddress(currentTarget, words.copied);
  });
  found.querySelector('[name=own]')?.addEventListener('click', () => {
    const known = stepsShown().flatMap(({ id, isKnown }) => (isKnown ? [id] : []));
    leftOut = new Set([...(leftOut ?? []), ...known]);
    show();
  });
  // Ticked and hidden steps are not part of the plan.
  path.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || found.contains(target)) return;
    const id = target.closest<HTMLElement>('known-box')?.dataset.of;
    if (id !== undefined && target.checked) leftOut?.add(id);
    else if (id !== undefined) leftOut?.delete(id);
    scheduleShow();
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
  const all = stepsShown();
  const isOut = ({ id, isKnown }: ShownStep) => leftOut?.has(id) ?? isKnown;
  const steps = all.filter((step) => !isOut(step));
  const guessed = steps.map(({ id, effort }) => ({ id, minutes: effort.minutes + effort.unknown * guessedMinutes }));
  const isValid = start !== undefined && minutesPerWeek !== undefined;
  const weeks = (isValid && planWeeks(guessed, { start, minutesPerWeek })) || [];
  shown = { weeks, steps: new Map(steps.map((step) => [step.id, step])) };
  section.querySelector('ol')?.replaceChildren(...weeks.map(weekLine));
  for (const part of section.querySelectorAll<HTMLElement>('.actions, .source')) part.hidden = weeks.length === 0;
  const own = section.querySelector<HTMLElement>('[name=own]');
  if (own) own.hidden = !steps.some(({ isKnown }) => isKnown);
  showLeftOut(section, all.filter(isOut));
  if (isValid) {
    const hours = inputIn(form, 'hours')?.value;
    const without = all.filter(isOut).map(({ id }) => id);
    showInAddress(writePlanAddress({ start, ...(hours !== undefined && { hours }), without, isFree: isFree() }));
  }
  const status = section.querySelector('[role=status]');
  if (!status) return;
  if (start === undefined) status.textContent = words.wrongDay;
  else if (minutesPerWeek === undefined)
    status.textContent = fill(words.wrongHours, {
      least: formatNumber(planHours.least),
      most: formatNumber(planHours.most),
    });
  else if (steps.length === 0) status.textContent = words.nothing;
  else status.textContent = weeks.length === 0 ? words.tooLong : summaryOf(weeks, steps, minutesPerWeek);
}

function isFree(): boolean {
  return freeBox()?.checked ?? false;
}

function showLeftOut(plan: HTMLElement, steps: readonly ShownStep[]): void {
  const line = plan.querySelector<HTMLElement>('.left-out');
  if (!line) return;
  line.hidden = steps.length === 0;
  const names = joined(words.joins.names, steps.map(titleOf));
  const time = wording.effort(totalEffort(steps.map(({ effort }) => effort)));
  const what = time === '' ? names : fill(words.joins.brackets, { first: names, second: time });
  line.textContent = fill(words.leftOut, { what });
}

function readIn<T>(input: HTMLInputElement | undefined, read: (text: string) => T | undefined): T | undefined {
  const value = read(input?.value ?? '');
  if (input) input.ariaInvalid = String(value === undefined);
  return value;
}

/** The visible steps. */
function stepsShown(): readonly ShownStep[] {
  return [...document.querySelectorAll<HTMLElement>('.path > .path-steps')].flatMap(stepsShownOn);
}

function stepsShownOn(path: HTMLElement): readonly ShownStep[] {
  const efforts: Readonly<Record<string, readonly [number, number, number, number]>> = JSON.parse(
    path.dataset.efforts ?? '{}',
  );
  return [...path.querySelectorAll<HTMLElement>('.step')].flatMap((step) => {
    const link = step.querySelector<HTMLAnchorElement>(':scope > a');
    if (!link || !step.checkVisibility()) return [];
    const id = step.dataset.resource ?? '';
    const [minutes, least, most, unknown] = efforts[id] ?? [0, 0, 0, 1];
    const isKnown = step.matches('.needless, :has(input[type=checkbox]:checked)');
    return { id, link, isKnown, effort: { minutes, least, most, unknown, about: least < most } };
  });
}

function summaryOf(weeks: readonly PlanWeek[], steps: readonly ShownStep[], minutesPerWeek: number): string {
  const end = weeks.at(-1)?.end ?? '';
  const until = fill(words.until, {
    weeks: counted(words.weeks, weeks.length, locale),
    hours: formatTime(minutesPerWeek),
    day: dateFormat(true).format(utcDate(end)),
  });
  const effort = totalEffort(steps.map((step) => step.effort));
  const total = fill(words.total, { effort: wording.effortRange(effort) });
  const guessed = fill(words.guessed, { time: formatTime(guessedMinutes) });
  return joined(words.joins.sentences, [until, total, ...(effort.unknown > 0 ? [guessed] : [])]);
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
  const { about, unknown } = shown?.steps.get(id)?.effort ?? { about: false, unknown: 0 };
  const isGuess = minutes > 0 && (about || unknown > 0);
  const time = isGuess ? fill(words.effort.about, { what: formatTime(minutes) }) : formatTime(minutes);
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
  return hoursAndMinutes(minutes, words.effort, locale);
}
