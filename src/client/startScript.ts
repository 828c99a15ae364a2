/**
 * What runs in the head of every page before anything is drawn: the reader's choice of theme, so that no page flashes in
 * another one. It is a text, since the policy of a page allows this one inline script by its hash.
 */
export const startScript = `document.documentElement.classList.add('js');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (localStorage.getItem('keys') === 'off') document.documentElement.dataset.keys = 'off';
} catch {}`;
