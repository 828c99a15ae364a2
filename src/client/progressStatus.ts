import { words } from 'virtual:learnlog/progress';
import { writeKnownFile } from '../log/knownFile.ts';
import { currentKnown } from './progressStore.ts';
import { makeButton } from './toolBar.ts';

const region = document.createElement('p');
region.className = 'visually-hidden';
region.role = 'status';
document.body.append(region);

let saying: ReturnType<typeof setTimeout> | undefined;

/** Says something to screen readers, once where several boxes are ticked in a row. */
export function say(text: string): void {
  clearTimeout(saying);
  saying = setTimeout(() => {
    region.textContent = text;
  }, 300);
}

let shown: 'setAside' | 'unkept' | undefined;

/** Says in one line at the foot of the window where something could not be kept; takes it away where it could. */
export function showStorageState(kept: 'kept' | 'setAside' | 'unkept'): void {
  if (kept === 'kept' && shown === 'unkept') {
    document.querySelector('.unkept')?.remove();
    shown = undefined;
  }
  if (kept === 'kept' || kept === shown) return;
  shown = kept;
  document.querySelector('.unkept')?.remove();
  const bar = document.createElement('div');
  bar.className = 'unkept';
  const status = document.createElement('p');
  status.role = 'status';
  bar.append(status);
  if (kept === 'unkept') bar.append(makeButton(words.save, saveKnown));
  document.querySelector('main')?.append(bar);
  // A live region says what is put into it once it is there.
  requestAnimationFrame(() => {
    status.textContent = words.keeping[kept];
  });
}

/** Saves what is known as a file of the reader. */
export function saveKnown(): void {
  const log = document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content ?? '';
  const site = new URL(import.meta.env.BASE_URL, location.origin).href;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([writeKnownFile(log, site, currentKnown())], { type: 'application/json' }));
  link.download = 'known.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
