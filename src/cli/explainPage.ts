import type { KeptPages } from '../integration/keptPages.ts';
import type { SiteFiles } from '../integration/siteFiles.ts';
import { onOneLine } from '../loader/terminal.ts';

const mostChanges = 20;

/** Says what has changed since a page was last rendered, or whether another file was written, by its path on the site. */
export function explainPage(
  path: string,
  base: string,
  pages: Pick<KeptPages, 'changesOf'>,
  files: Pick<SiteFiles, 'paths' | 'kept'>,
): string {
  const root = base.replace(/\/?$/, '/');
  const { pathname } = URL.parse(path, `http://localhost${root}`) ?? { pathname: path };
  const below = decoded(pathname.startsWith(root) ? pathname.slice(root.length) : pathname).replace(/^\/|\/$/g, '');
  const names = [below, `${below}.html`, below === '' ? 'index.html' : `${below}/index.html`];
  const page = names.find((name) => pages.changesOf(name));
  if (page === undefined) {
    const all = new Set(files.paths());
    return explainFile(
      path,
      names.find((name) => all.has(name)),
      files.kept(),
    );
  }
  const changes = pages.changesOf(page) ?? [];
  if (changes.length === 0) return unchanged(page);
  const list = changes.slice(0, mostChanges).map((change) => `  ${onOneLine(change)}`);
  const rest = changes.length > mostChanges ? [`  and ${changes.length - mostChanges} more`] : [];
  return [`${onOneLine(page)} was rendered again. Changed since it was last rendered:`, ...list, ...rest].join('\n');
}

/** The same for a file that is no page. Of these, a build knows only whether the last site had them. */
function explainFile(path: string, file: string | undefined, kept: ReadonlySet<string>): string {
  const isShare = /(?:^|\/)share\/[^/]+\.png$/.test(file ?? path);
  const explanation = () => {
    if (file === undefined) return `There is no ${isShare ? 'picture' : 'page'} "${onOneLine(path)}".`;
    if (kept.has(file)) return unchanged(file);
    return `${onOneLine(file)} is not a page. It was written, because the last site did not have it like this.`;
  };
  if (!isShare) return explanation();
  return `${explanation()} A share picture is named by a hash of what it shows, so if that changes, so does its name.`;
}

function unchanged(file: string): string {
  return `${onOneLine(file)} is unchanged and was used again.`;
}

/** The text of a path in an address; the path itself if it is not well-formed. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
