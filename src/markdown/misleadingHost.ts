/** Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39, confusables). */
const lookalikes = /^[аеорсухіјѕԁһӏԛԝкмтвгпոοαρνικτυχωϲ0-9-]+$/u;

/**
 * Describes what is misleading about the host of a link, if anything: a name that mixes two alphabets, a name made only
 * of letters that look Latin but are not, or link text that names a different host.
 */
export function misleadingHost(address: string, words: string): string | undefined {
  const written = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address)?.[1] ?? '';
  for (const label of written.toLowerCase().split('.')) {
    const isMixed = /[a-z]/.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label);
    const isDisguised = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label) && lookalikes.test(label);
    if (isMixed || isDisguised) return `The host "${written}" has letters that look Latin but are not.`;
  }
  const named = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#]\S*)?$/i.exec(words.trim())?.[1];
  if (named === undefined || !URL.canParse(address)) return undefined;
  const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');
  const actual = new URL(address).hostname;
  if (bare(named) === bare(actual) || !/\.(com|org|net|edu|gov|io|dev|ai|co|app|me|info)$/i.test(named))
    return undefined;
  return `The link text names "${named}", but the link leads to "${actual}".`;
}
