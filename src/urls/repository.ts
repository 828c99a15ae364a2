import { withoutEndSlashes } from '../log/endSlashes.ts';

/** The addresses on a repository host. */
interface Host {
  /** Whether an address belongs to this host. */
  readonly matches: (url: URL) => boolean;
  /** Matches the path of a repository, with an optional branch and folder. */
  readonly form: RegExp;
  readonly edit: string;
  readonly newIssue: string;
}

/** The file of the suggestion form in `.github/ISSUE_TEMPLATE/`. */
const form = 'suggest-a-resource.yml';

const hosts: readonly Host[] = [
  {
    matches: ({ hostname, pathname }) =>
      hostname === 'codeberg.org' || /^(?:forgejo|gitea)\./.test(hostname) || pathname.includes('/src/branch/'),
    form: /^(?<repository>\/[^/]+\/[^/]+)(?:\/src\/branch\/(?<branch>[^/]+)(?<folder>\/.+)?)?$/,
    edit: '_edit',
    newIssue: 'issues/new',
  },
  {
    matches: ({ hostname, pathname }) => /^gitlab\./.test(hostname) || pathname.includes('/-/'),
    form: /^(?<repository>(?:\/(?!-\/)[^/]+)+)(?:\/-\/tree\/(?<branch>[^/]+)(?<folder>\/.+)?)?$/,
    edit: '-/edit',
    newIssue: '-/issues/new',
  },
  {
    matches: ({ hostname, pathname }) => hostname === 'github.com' || pathname.includes('/tree/'),
    form: /^(?<repository>\/[^/]+\/[^/]+)(?:\/tree\/(?<branch>[^/]+)(?<folder>\/.+)?)?$/,
    edit: 'edit',
    newIssue: `issues/new?template=${form}`,
  },
];

const defaultBranch = 'main';

interface RepositoryUrl {
  readonly host: Host;
  readonly root: string;
  readonly branch: string;
  /** The folder of the log in the repository, with a leading slash; empty if it is the root. */
  readonly folder: string;
}

/**
 * The address at which a file of the log is edited, given by its path in the log's folder. `repository` is the value from `content/log.md`, which may be the
 * address of a folder on a branch; it is returned unchanged if its host is unknown.
 */
export function editAddress(repository: string, file: string): string {
  const place = parseRepository(repository);
  if (!place) return repository;
  const { host, root, branch, folder } = place;
  const path = file.split('/').map(encodeURIComponent).join('/');
  return `${root}/${host.edit}/${branch}${folder}/${path}`;
}

/**
 * The address of a new issue that suggests a resource: on GitHub the suggestion form, with the topic filled in.
 * `repository` is returned unchanged if its host is unknown.
 */
export function suggestionAddress(repository: string, topic?: string): string {
  const place = parseRepository(repository);
  if (!place) return repository;
  const { host, root } = place;
  const address = new URL(`${root}/${host.newIssue}`);
  if (topic !== undefined && address.search !== '') address.searchParams.set('topics', topic);
  return address.href;
}

/** The default GitHub Pages address of a repository; undefined if it is not on GitHub. */
export function pagesAddress(repository: string): string | undefined {
  const place = URL.canParse(repository) ? parseRepository(repository) : undefined;
  const { hostname, pathname } = new URL(place?.root ?? 'https://example.org');
  const [, owner = '', name = ''] = pathname.toLowerCase().split('/');
  if (hostname !== 'github.com' || name === '') return undefined;
  const host = `${owner}.github.io`;
  return name === host ? `https://${host}/` : `https://${host}/${pathname.split('/')[2]}/`;
}

function parseRepository(repository: string): RepositoryUrl | undefined {
  const url = new URL(repository);
  const host = hosts.find(({ matches: knows }) => knows(url));
  const match = host?.form.exec(withoutEndSlashes(url.pathname).replace(/\.git$/, ''));
  if (!host || !match?.groups) return undefined;
  const { repository: path, branch = defaultBranch, folder = '' } = match.groups;
  return { host, root: `${url.origin}${path}`, branch, folder };
}
