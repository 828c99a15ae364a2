import { z } from 'zod';
import { parseJson } from '../../log/json.ts';
import { arxiv } from './arxiv.ts';
import { dateOf } from './dates.ts';
import type { Facts, NoFacts, Source } from './source.ts';
import { paperOnHuggingFace } from './target.ts';
import { listOf, people, someText } from './values.ts';

const paper = z.object({
  title: z.string().min(1),
  authors: listOf(z.object({ name: z.string(), hidden: z.boolean().optional() })),
  publishedAt: someText,
  summary: someText,
  ai_keywords: listOf(z.string()),
});

const model = z.object({
  id: z.string().min(1),
  author: someText,
  createdAt: someText,
  pipeline_tag: someText,
  tags: listOf(z.string()),
});

/** The first day for which the Hub knows when a model was created. Older models all have this date. */
const firstDay = '2022-03-02';

/** Paths that look like a model but are something else. */
const reserved = new Set([
  ...[
    'api',
    'blog',
    'chat',
    'collections',
    'datasets',
    'docs',
    'join',
    'learn',
    'login',
    'models',
    'new',
    'organizations',
  ],
  ...['papers', 'posts', 'pricing', 'settings', 'spaces', 'tasks'],
]);

function modelIn({ hostname, pathname }: URL): string | undefined {
  const [, owner = '', name] =
    (/^(?:www\.)?(?:huggingface|hf)\.co$/.test(hostname) && /^\/([\w.-]{1,96})\/([\w.-]{1,96})\/?$/.exec(pathname)) ||
    [];
  return name === undefined || reserved.has(owner) ? undefined : `${owner}/${name}`;
}

/** Papers and models on Hugging Face (huggingface.co/docs/hub/api). */
export function huggingFace(origin = 'https://huggingface.co'): Source {
  return {
    name: 'Hugging Face',
    hasTex: true,
    accept: 'application/json',
    addressFor: ({ url }) => {
      if (url === undefined) return undefined;
      const [id, name] = [paperOnHuggingFace(new URL(url)), modelIn(new URL(url))];
      const path = id !== undefined ? `papers/${id}` : name !== undefined ? `models/${name}` : undefined;
      return path === undefined ? undefined : new URL(`/api/${path}`, origin).href;
    },
    read: ({ text }, { url = '' }) =>
      paperOnHuggingFace(new URL(url)) === undefined ? readModel(parseJson(text)) : readPaper(parseJson(text)),
    orElse: arxiv(),
  };
}

function readPaper(json: unknown): Facts | NoFacts {
  const { data } = paper.safeParse(json);
  if (!data) return 'unreadable';
  return {
    title: data.title,
    type: 'paper',
    authors: people(data.authors.filter(({ hidden }) => hidden !== true).map(({ name }) => name)),
    published: dateOf(data.publishedAt ?? ''),
    abstract: data.summary,
    keywords: data.ai_keywords,
  };
}

function readModel(json: unknown): Facts | NoFacts {
  const { data } = model.safeParse(json);
  if (!data) return 'unreadable';
  const { id, author, createdAt, pipeline_tag: task, tags } = data;
  const published = dateOf(createdAt ?? '');
  return {
    title: id.slice(id.indexOf('/') + 1),
    // A model is a repository, like code on GitHub.
    type: 'code',
    authors: author === undefined ? undefined : people([author]),
    published: published === firstDay ? undefined : published,
    keywords: [...tags, ...(task === undefined ? [] : [task])].map((tag) => tag.replace(/[-_:]/g, ' ')),
  };
}
