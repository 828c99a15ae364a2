import { words } from 'virtual:learnlog/progress';
import { writeProgressFile } from '../log/progressFile.ts';
import { makeAnnouncer } from './announcer.ts';
import { button, element } from './elements.ts';
import { currentKnown, type StorageState } from './progressStore.ts';
import { saveFile } from './saveFile.ts';

const announcer = makeAnnouncer(300);
document.body.append(announcer.region);

/** Announces a text to screen readers. If several follow each other, announces only the last. */
export const { announce } = announcer;

let shown: StorageState | undefined;

/** Shows a bar at the bottom of the window if progress could not be stored; removes it once it could. */
export function showStorageState(state: StorageState): void {
  if (state === 'kept' && shown === 'unkept') {
    document.querySelector('.unkept')?.remove();
    shown = undefined;
  }
  if (state === 'kept' || state === shown) return;
  shown = state;
  document.querySelector('.unkept')?.remove();
  const status = element('p', { role: 'status' });
  const bar = element('div', { class: 'unkept' }, status);
  if (state === 'unkept') bar.append(button({}, words.save, saveKnown));
  document.querySelector('main')?.append(bar);
  // Screen readers announce only what is added to a live region that is already on the page.
  requestAnimationFrame(() => {
    status.textContent = words.keeping[state];
  });
}

/** Saves the known resources as a file. */
export function saveKnown(): void {
  const log = document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content ?? '';
  const site = new URL(import.meta.env.BASE_URL, location.origin).href;
  saveFile(writeProgressFile(log, site, currentKnown()), 'application/json', 'known.json');
}
