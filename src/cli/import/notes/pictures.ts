import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import pLimit, { type LimitFunction } from 'p-limit';
import sharp from 'sharp';
import type { Failure } from '../../../log/linkRecord.ts';
import { idFrom } from '../../entries/entryId.ts';
import { mostRedirects, redirectTarget } from '../../web/redirects.ts';
import { request, type Answer } from '../../web/request.ts';
import { makePace, type Web } from '../../web/web.ts';
import type { Place, Remark } from '../found.ts';

/** A picture that an entry shows: a file of the import, or an address. */
export interface Wanted {
  readonly file: string;
  readonly at: Place;
}

/** Pictures that are changed before they are taken. */
export interface Pictures {
  /** The names of attachments by the names of pictures. */
  readonly names: ReadonlyMap<string, string>;
  /** The bytes of these attachments. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly remarks: readonly Remark[];
}

/** The most bytes of a picture in a log. */
const largestPicture = 2 * 1024 * 1024;
/** The most bytes of a picture that is made smaller. */
const largestLocal = 64 * 1024 * 1024;
const largestDownload = 5 * 1024 * 1024;
/** The most bytes of all pictures in memory before they are written. */
const mostBytes = 512 * 1024 * 1024;
const widest = 2_000;
/** After this many requests without an answer, a host is not asked again. */
const mostFailures = 2;
/** After this many hosts without an answer, and none with one, no host is asked again. */
const mostSilent = 20;
/** At most as many requests at once to a host as a browser sends. */
const mostOfHost = 4;
const localAtOnce = 16;
const toConvert = /\.(?:avif|tiff?|jfif)$/i;

/**
 * Downloads the pictures that are only on the web, and makes those smaller that are too large for a log. Without a web,
 * pictures on the web stay there. `progress` is called with the number of downloads done so far.
 */
export async function fetchPictures(
  folder: string,
  all: readonly Wanted[],
  web: Web | undefined,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Pictures> {
  const names = new Map<string, string>();
  const files = new Map<string, Uint8Array>();
  let sum = 0;
  const keep = (file: string, name: string, bytes: Uint8Array) => {
    if (sum + bytes.length > mostBytes) return false;
    sum += bytes.length;
    names.set(file, name);
    files.set(name, bytes);
    return true;
  };
  const first = new Map<string, Place>();
  for (const { file, at } of all) if (!first.has(file)) first.set(file, at);
  const downloads = web && makeDownloads(web);
  const wanted = [...first.keys()].filter(isOnWeb).length;
  let done = 0;
  const limit = pLimit(localAtOnce);
  const remarkOn = async (file: string, at: Place): Promise<Remark | undefined> => {
    if (!isOnWeb(file)) {
      const smaller = await limit(() => smallerPicture(folder, file));
      if (!smaller || !keep(file, `${file.replace(/\.\w+$/, '')}.webp`, smaller)) return undefined;
      return {
        kind: 'changed',
        at,
        message: 'A picture that is too large, or in a format that pages do not show, is converted to WebP.',
      };
    }
    if (!downloads)
      return { kind: 'changed', at, message: 'A picture on the web is replaced by a link.', picture: file };
    const found = await downloads.get(file);
    done += 1;
    progress(done, wanted);
    if ('bytes' in found && keep(file, found.name, found.bytes)) return undefined;
    const reason = 'reason' in found ? found.reason : 'the pictures together are too large';
    const address = file.length > 200 ? `${file.slice(0, 200)}…` : file;
    const inShort = `A picture on the web is replaced by a link: ${reason}.`;
    return {
      kind: 'dropped',
      at,
      message: `The picture ${address} is replaced by a link: ${reason}.`,
      inShort,
      picture: file,
    };
  };
  const remarks = await Promise.all([...first].map(([file, at]) => remarkOn(file, at)));
  const [at] = first.values();
  const message = 'No host of the pictures on the web answers, so links replace them. Is this machine online?';
  const offline: readonly Remark[] = at && downloads?.isOffline() ? [{ kind: 'needs-person', at, message }] : [];
  return { names, files, remarks: [...offline, ...remarks.filter((remark) => remark !== undefined)] };
}

/** Whether a picture is at an address and no file. */
export function isOnWeb(file: string): boolean {
  return /^https?:/i.test(file);
}

/** A picture in a size and format that a log can have; undefined if it already is, or cannot be. */
async function smallerPicture(folder: string, file: string): Promise<Uint8Array | undefined> {
  const path = join(folder, file);
  const stats = await lstat(path).catch(() => undefined);
  if (!stats?.isFile() || stats.size > largestLocal || /\.(?:svg|gif)$/i.test(file)) return undefined;
  if (stats.size <= largestPicture && !toConvert.test(file)) return undefined;
  return shrunk(await readFile(path));
}

async function shrunk(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  for (const quality of [85, 60]) {
    try {
      const picture = sharp(bytes, { limitInputPixels: 200_000_000, failOn: 'error' }).autoOrient();
      const smaller = await picture.resize({ width: widest, withoutEnlargement: true }).webp({ quality }).toBuffer();
      if (smaller.length <= largestPicture) return new Uint8Array(smaller);
    } catch {
      return undefined;
    }
  }
  return undefined;
}

type Downloaded = { readonly name: string; readonly bytes: Uint8Array } | { readonly reason: string };

interface Downloads {
  get(address: string): Promise<Downloaded>;
  /** Whether no more requests are sent, because no host has answered. */
  isOffline(): boolean;
}

/** What is known about a host. */
interface Host {
  /** Until a host has answered, it gets one request at a time. */
  readonly probe: LimitFunction;
  hasAnswered: boolean;
  failures: number;
  /** Why the host is not asked again. */
  reason?: string;
}

/** Creates downloads that give up on a host that does not answer, and on the web if no host does. */
function makeDownloads(web: Web): Downloads {
  const pace = makePace({ ...web, perHost: mostOfHost });
  const hosts = new Map<string, Host>();
  const isOffline = () => {
    const known = [...hosts.values()];
    return known.filter(({ failures }) => failures > 0).length >= mostSilent && !known.some(hasAnswered);
  };
  const ask = async (url: URL): Promise<Answer | string> => {
    const host = hosts.get(url.host) ?? { probe: pLimit(1), hasAnswered: false, failures: 0 };
    hosts.set(url.host, host);
    const send = () =>
      pace(url.host, async () => {
        if (host.reason !== undefined) return host.reason;
        if (isOffline()) return 'no host answers';
        const answer = await request('GET', url, web, { bytes: largestDownload + 1, isText: false, accept: 'image/*' });
        record(host, answer);
        return answer;
      });
    return (await host.probe(() => (host.hasAnswered ? undefined : send()))) ?? send();
  };
  return { get: (address) => download(address, ask), isOffline };
}

function hasAnswered(host: Host): boolean {
  return host.hasAnswered;
}

/** A host without an address will not have one soon; one that takes too long gets another chance. */
function record(host: Host, { status }: Answer): void {
  if (typeof status === 'number') host.hasAnswered = true;
  else {
    host.failures += 1;
    const isLasting = status === 'unknown-host' || status === 'not-public' || status === 'bad-certificate';
    if (isLasting || host.failures >= mostFailures) host.reason = reasonOf(status);
  }
}

async function download(address: string, ask: (url: URL) => Promise<Answer | string>): Promise<Downloaded> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await ask(url);
    if (typeof answer === 'string') return { reason: answer };
    const next = redirectTarget(answer, url);
    if (next) {
      url = next;
      continue;
    }
    const { status, bytes = Buffer.alloc(0) } = answer;
    if (typeof status !== 'number') return { reason: reasonOf(status) };
    if (status < 200 || status > 299) return { reason: `its host answers ${status}` };
    if (bytes.length > largestDownload) return { reason: 'it is larger than 5 MB' };
    return readPicture(address, bytes);
  }
  return { reason: 'its host redirects too many times' };
}

function reasonOf(status: Failure): string {
  return reasons[status] ?? 'its host does not answer';
}

const reasons: Readonly<Record<string, string>> = {
  'not-public': 'its address is not public',
  'unknown-host': 'its host is unknown',
  'bad-certificate': 'its host has no valid certificate',
  timeout: 'its host takes too long to answer',
};

const starts: readonly (readonly [ending: string, start: RegExp])[] = [
  ['png', /^\x89PNG\r\n/],
  ['jpg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF.{4}WEBP/s],
  ['avif', /^.{4}ftypavi[fs]/s],
  ['svg', /^\s*(?:<\?xml|<!DOCTYPE svg|<svg|<!--)/],
];

/** A picture, recognised by its first bytes and not by what its host says, in a format and size that a log can have. */
async function readPicture(address: string, bytes: Buffer): Promise<Downloaded> {
  const first = bytes.toString('latin1', 0, 200);
  const ending = starts.find(([, start]) => start.test(first))?.[0];
  if (ending === undefined) return { reason: 'it is not a picture that a page can show' };
  const isFine = ending === 'svg' || ending === 'gif' || (ending !== 'avif' && bytes.length <= largestPicture);
  const kept = isFine ? new Uint8Array(bytes) : await shrunk(bytes);
  if (!kept) return { reason: 'it is damaged or too large' };
  const { host, pathname } = new URL(address);
  const hash = createHash('sha256').update(address).digest('hex').slice(0, 8);
  const base = idFrom(posix.parse(pathname).name.slice(0, 80));
  const name = [...base].slice(0, 40).join('');
  return { name: `${idFrom(host)}/${name === '' ? 'picture' : name}-${hash}.${isFine ? ending : 'webp'}`, bytes: kept };
}
