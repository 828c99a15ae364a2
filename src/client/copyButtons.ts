import { words } from 'virtual:learnlog/words';

for (const figure of document.querySelectorAll<HTMLElement>('figure.code')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = words.copy.copy;
  button.addEventListener('click', async () => {
    const lines = [...figure.querySelectorAll('.line:not(.diff.remove)')].map((line) => line.textContent?.trimEnd());
    try {
      await navigator.clipboard.writeText(`${lines.join('\n')}\n`);
      button.textContent = words.copy.copied;
    } catch {
      button.textContent = words.copy.refused;
    }
    button.classList.add('done');
    setTimeout(() => {
      button.textContent = words.copy.copy;
      button.classList.remove('done');
    }, 2000);
  });
  figure.append(button);
}
