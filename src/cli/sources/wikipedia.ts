import { z } from 'zod';
import { parseJson } from '../../log/json.ts';
import type { Source } from './source.ts';
import { someText } from './values.ts';

const summary = z.object({
  type: someText,
  title: z.string().min(1),
  description: someText,
  extract: someText,
  content_urls: z
    .object({ desktop: z.object({ page: z.url({ protocol: /^https$/, hostname: /\.wikipedia\.org$/ }) }) })
    .optional()
    .catch(undefined),
});

/** The language and title of an article: `en`, `Zero`. */
function articleIn(address: string | undefined): readonly [language: string, title: string] | undefined {
  const { hostname, pathname } = new URL(address ?? 'https://example.org/');
  const language = /^([a-z-]{2,20})\.(?:m\.)?wikipedia\.org$/.exec(hostname)?.[1];
  const title = /^\/wiki\/([^/].*)$/.exec(pathname)?.[1];
  return language === undefined || language === 'www' || title === undefined ? undefined : [language, title];
}

/**
 * Wikipedia articles, from the summary of the REST API (en.wikipedia.org/api/rest_v1/). They have no author, and the
 * only date is that of the last change. The page itself is no alternative: its JSON-LD calls the short description the
 * headline.
 */
export function wikipedia(originOf = (language: string) => `https://${language}.wikipedia.org`): Source {
  return {
    name: 'Wikipedia',
    accept: 'application/json',
    addressFor: ({ url }) => {
      const [language, title] = articleIn(url) ?? [];
      if (language === undefined || title === undefined) return undefined;
      return new URL(`/api/rest_v1/page/summary/${title.replaceAll('/', '%2F')}`, originOf(language)).href;
    },
    read: ({ text }, { url }) => {
      const { data } = summary.safeParse(parseJson(text));
      if (!data) return 'unreadable';
      const article = data.content_urls?.desktop.page;
      const [asked, now] = [articleIn(url), articleIn(article)];
      return {
        title: data.title,
        type: 'reference',
        // A title that redirects, or the mobile page, has another address.
        url: asked && now && (asked[1] !== now[1] || isMobile(url)) ? article : undefined,
        // A page that lists other meanings describes nothing.
        summary: data.type === 'disambiguation' ? undefined : data.description,
        keywords: data.extract === undefined ? [] : [data.extract],
      };
    },
  };
}

function isMobile(address: string | undefined): boolean {
  return /\.m\.wikipedia\.org\//.test(address ?? '');
}
