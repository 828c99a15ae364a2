import { decodePunycode } from './punycode.ts';

/** Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39, confusables). */
const lookalikes = /^[аеорсухіјѕԁһӏԛԝкмтвгпոοαρνικτυχωϲ0-9-]+$/u;
const otherScripts = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u;

/** Top-level domains that a text ends in only if it is a host. */
const hostEndings = 'com|org|edu|gov|info|mil|int';
/** Top-level domains that names of products end in too: Socket.io, fast.ai, ASP.NET. */
const nameEndings = 'net|io|dev|ai|co|app|me';

/** Second-level domains under which anyone can register a name (publicsuffix.org), apart from `co.uk` and its like. */
const sharedDomains =
  /\.(?:(?:github|gitlab)\.io|pages\.dev|(?:netlify|vercel|web)\.app|(?:blogspot|wordpress|herokuapp)\.com)$/;
const countryDomains = /\.(?:ac|co|com|edu|gov|net|ne|or|org)\.[a-z]{2}$/;
/** Archives, whose addresses contain the one of the page. */
const archives = /(?:^|\.)archive\.(?:org|ph|today|is)$/;

/**
 * Describes what is misleading about the host of a link, if anything: a name that mixes two alphabets or is made only of
 * letters that look Latin but are not, a sign that looks like a slash or a dot, a user name, or link text that is
 * written as a host of another owner.
 */
export function misleadingHost(address: string, words: string): string | undefined {
  const [, authority = ''] = /^https?:[/\\]{2}([^/?#\\]*)/i.exec(address) ?? [];
  const written = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  if (authority.includes('@'))
    return `"${authority.split('@')[0]}" is a user name, and the link leads to "${written}".`;
  for (const label of written.toLowerCase().split('.').map(decodePunycode)) {
    const isDisguised = otherScripts.test(label) && (/[a-z]/.test(label) || lookalikes.test(label));
    if (isDisguised) return `The host "${written}" has letters that look Latin but are not.`;
  }
  const [sign] = /[^\p{L}\p{M}\p{N}.\-:[\]%_]/u.exec(written) ?? [];
  if (sign !== undefined) return `The host "${written}" has the sign "${sign}", which is not part of a name.`;
  if (words === '' || !URL.canParse(address)) return undefined;
  const { hostname, href } = new URL(address);
  const named = words.split(/\s+/).map((word, _, all) => hostIn(word, href, all.length > 1));
  const other = named.find((host) => host !== undefined && ownerOf(host) !== ownerOf(hostname));
  if (other === undefined || (archives.test(hostname) && href.includes(other))) return undefined;
  return `The link text names "${other}", but the link leads to "${hostname}".`;
}

const hostForm = /^[("'“‘]?(https?:\/\/|www\.)?((?:[a-z0-9-]+\.)+([a-z]{2,}))([/?#]\S*)?[.,;:!?)"'”’]*$/i;

/** Nobody reads a longer word as a host. */
const longestWord = 2_048;

/** The host that a word of a link text is written as, in lower case; undefined for a name that only looks like one. */
function hostIn(word: string, address: string, isAmongOthers: boolean): string | undefined {
  const [, start, host = '', ending = '', path] = hostForm.exec(word.slice(0, longestWord)) ?? [];
  const is = (endings: string) => new RegExp(`^(?:${endings})$`, 'i').test(ending);
  const isAddress = start !== undefined || (path !== undefined && is(`${hostEndings}|${nameEndings}`));
  const hasCapitals = /\p{Lu}/u.test(host);
  const [first = ''] = host.toLowerCase().split('.');
  const isName = hasCapitals || letters(address).includes(letters(first));
  const isCountry = countryDomains.test(`.${host.toLowerCase()}`);
  const isHost =
    isAddress || isCountry || (is(hostEndings) && !(hasCapitals && isAmongOthers)) || (is(nameEndings) && !isName);
  return isHost ? host.toLowerCase() : undefined;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The part of a host that one owner has registered. */
function ownerOf(host: string): string {
  const isShared = sharedDomains.test(`.${host}`) || countryDomains.test(`.${host}`);
  return host
    .split('.')
    .slice(isShared ? -3 : -2)
    .join('.')
    .toLowerCase();
}
