import { words } from 'virtual:learnlog/reading';
import { fill } from '../i18n/phrase.ts';
import { savePreference } from './preference.ts';

/**
 * A button that switches from the system's theme to the opposite one, then to the same one as a fixed choice, and back.
 * So the first click always changes what is seen. The choice is stored in the browser.
 */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.hidden = false;
    this.describe(button);
    colourBrowser();
    const status = document.createElement('span');
    status.className = 'visually-hidden';
    status.role = 'status';
    this.append(status);
    button.addEventListener('click', () => {
      const next = nextTheme();
      savePreference('theme', next === 'system' ? undefined : next);
      this.describe(button);
      colourBrowser();
      // Some screen readers do not announce a new name of the focused element.
      status.textContent = button.title;
    });
  }

  private describe(button: HTMLButtonElement): void {
    const name = fill(words.theme.label, { theme: words.theme[current()] });
    button.title = name;
    const label = button.querySelector('.visually-hidden');
    if (label) label.textContent = name;
  }
}

type Theme = 'system' | 'light' | 'dark';

function nextTheme(): Theme {
  const { matches } = matchMedia('(prefers-color-scheme: dark)');
  const round: readonly Theme[] = ['system', matches ? 'light' : 'dark', matches ? 'dark' : 'light'];
  return round[round.indexOf(current()) + 1] ?? 'system';
}

function current(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Gives the browser around the page the colour of the theme that the reader has chosen. */
function colourBrowser(): void {
  const theme = current();
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const { scheme } = meta.dataset;
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? 'all' : 'not all';
  }
}

customElements.define('theme-switch', ThemeSwitch);
