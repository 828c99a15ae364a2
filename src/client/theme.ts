import { words } from 'virtual:learnlog/words';
import { fill } from '../i18n/phrase.ts';
import { savePreference } from './preference.ts';

/** A button that switches the theme from system to light to dark. The choice is stored in the browser. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.hidden = false;
    this.describe(button);
    const status = document.createElement('span');
    status.className = 'visually-hidden';
    status.role = 'status';
    this.append(status);
    button.addEventListener('click', () => {
      const next = nextTheme[current()];
      savePreference('theme', next === 'system' ? undefined : next);
      this.describe(button);
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
const nextTheme: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

function current(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

customElements.define('theme-switch', ThemeSwitch);
