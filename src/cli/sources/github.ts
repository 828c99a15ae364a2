import { z } from 'zod';
import { parseJson } from '../../log/json.ts';
import { typeFromAddress } from '../../log/typeFromAddress.ts';
import type { Source } from './source.ts';
import { listOf, someText } from './values.ts';

const repository = z.object({
  name: z.string().min(1),
  description: someText,
  topics: listOf(z.string()),
  html_url: z.url().optional().catch(undefined),
  owner: z
    .object({ login: z.string().min(1) })
    .optional()
    .catch(undefined),
});

const repositoryForm = /^https?:\/\/(?:www\.)?github\.com\/([\w-]{1,39}\/[\w.-]{1,100}?)(?:\.git)?\/?$/;

/** Repositories on GitHub (docs.github.com/rest/repos/repos). */
export function github(origin = 'https://api.github.com'): Source {
  return {
    name: 'GitHub',
    accept: 'application/vnd.github+json',
    addressFor: ({ url }) => {
      const path = repositoryForm.exec(url ?? '')?.[1];
      return path === undefined || typeFromAddress({ url }) !== 'code'
        ? undefined
        : new URL(`/repos/${path}`, origin).href;
    },
    read: ({ text }) => {
      const { data } = repository.safeParse(parseJson(text));
      if (!data) return 'unreadable';
      const { name, description, topics, owner, html_url: url } = data;
      return {
        title: name,
        type: 'code',
        // A repository that was renamed has another address.
        url: url !== undefined && repositoryForm.test(url) ? url : undefined,
        authors: owner && [{ name: owner.login }],
        summary: description,
        keywords: topics.map((topic) => topic.replaceAll('-', ' ')),
      };
    },
  };
}
