import type { Answer } from './request.ts';

export const mostRedirects = 5;

/** Whether a status redirects to another address. */
export function isRedirect(status: Answer['status']): boolean {
  return [301, 302, 303, 307, 308].includes(Number(status));
}

/** The target of a redirect; undefined if the answer does not redirect to an address of the web. */
export function redirectTarget({ status, location }: Answer, from: URL): URL | undefined {
  if (!isRedirect(status) || location === undefined || !URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  return target.protocol === 'http:' || target.protocol === 'https:' ? target : undefined;
}
