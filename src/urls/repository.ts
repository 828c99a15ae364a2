import { withoutEndSlashes } from '../log/endSlashes.ts';
import type { EntryKey } from '../log/entry.ts';

/** How a host of repositories makes its addresses. */
interface Host {
  /** Whether an address is one of its. */
  readonly knows: (url: URL) => boolean;
  /** The path of a repository, and the branch and the folder where the address names them. */
  readonly form: RegExp;
  readonly edit: string;
  readonly newIssue: string;
}

/** The file of the form, in `.github/ISSUE_TEMPLATE/`, by which readers suggest a resource. */
const form = 'suggest-a-resource.yml';

const hosts: readonly Host[] = [
  {
    knows: ({ hostname, pathname }) =>
      hostname === 'codeberg.org' || /^(?:forgejo|gitea)\./.test(hostname) || pathname.includes('/src/branch/'),
    form: /^(?<repository>\/[^/]+\/[^/]+)(?:\/src\/branch\/(?<branch>[^/]+)(?<folder>\/.+)?)?$/,
    edit: '_edit',
    newIssue: 'issues/new',
  },
  {
    knows: ({ hostname, pathname }) => /^gitlab\./.test(hostname) || pathname.includes('/-/'),
    form: /^(?<repository>(?:\/(?!-\/)[^/]+)+)(?:\/-\/tree\/(?<branch>[^/]+)(?<folder>\/.+)?)?$/,
    edit: '-/edit',
    newIssue: '-/issues/new',
  },
  {
    knows: ({ hostname, pathname }) => hostname === 'github.com' || pathname.includes('/tree/'),
    form: /^(?<repository>\/[^/]+\/[^/]+)(?:\/tree\/(?<branch>[^/]+)(?<folder>\/.+)?)?$/,
    edit: 'edit',
    newIssue: `issues/new?template=${form}`,
  },
];

/** The branch where an address names none. */
const usualBranch = 'main';

interface Place {
  readonly host: Host;
  readonly root: string;
  readonly branch: string;
  /** The folder of the log in the repository, with a slash before it; empty where it is the repository. */
  readonly folder: string;
}

/**
 * Where a file of an entry is edited, by the address of the repository as `content/log.md` has it; that may be the
 * address of a folder on a branch. The address itself where the host is not known.
 */
export function editAddress(repository: string, key: EntryKey): string {
  const place = placeOf(repository);
  if (!place) return repository;
  const { host, root, branch, folder } = place;
  const file = `content/${key}.md`.split('/').map(encodeURIComponent).join('/');
  return `${root}/${host.edit}/${branch}${folder}/${file}`;
}

/**
 * Where a reader suggests a resource: a new issue, on GitHub with the form for it, in which the topic stands already
 * where one is given. The address of the repository itself where the host is not known.
 */
export function suggestionAddress(repository: string, topic?: string): string {
  const place = placeOf(repository);
  if (!place) return repository;
  const { host, root } = place;
  const address = new URL(`${root}/${host.newIssue}`);
  if (topic !== undefined && address.search !== '') address.searchParams.set('topics', topic);
  return address.href;
}

/** Where GitHub Pages publishes a repository by default; undefined for what is not on GitHub. */
export function pagesAddress(repository: string): string | undefined {
  const place = URL.canParse(repository) ? placeOf(repository) : undefined;
  const { hostname, pathname } = new URL(place?.root ?? 'https://example.org');
  const [, owner = '', name = ''] = pathname.toLowerCase().split('/');
  if (hostname !== 'github.com' || name === '') return undefined;
  const host = `${owner}.github.io`;
  return name === host ? `https://${host}/` : `https://${host}/${pathname.split('/')[2]}/`;
}

function placeOf(repository: string): Place | undefined {
  const url = new URL(repository);
  const host = hosts.find(({ knows }) => knows(url));
  const match = host?.form.exec(withoutEndSlashes(url.pathname).replace(/\.git$/, ''));
  if (!host || !match?.groups) return undefined;
  const { repository: path, branch = usualBranch, folder = '' } = match.groups;
  return { host, root: `${url.origin}${path}`, branch, folder };
}
