import { words } from 'virtual:learnlog/words';
import { fill } from '../phrase.ts';

/** The button that goes round: as the system, light, dark. The choice stays in this browser. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.hidden = false;
    this.describe(button);
    button.addEventListener('click', () => {
      choose(following[current()]);
      this.describe(button);
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
const following: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

function current(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Storage may be full or forbidden; the choice then lasts as long as the page.
  }
}

customElements.define('theme-switch', ThemeSwitch);
