import type { Page } from 'playwright-core';
import { addressOf } from './open.ts';

/**
 * Records the problems of a page from now on: requests to other hosts, failed requests, errors of its scripts, and what
 * its policy refuses.
 */
export function watch(page: Page): string[] {
  const problems: string[] = [];
  const { origin } = new URL(addressOf('example'));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.hostname !== new URL(origin).hostname && !['data:', 'blob:'].includes(url.protocol)) {
      problems.push(`${page.url()} asks ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    const isOwn = response.request().isNavigationRequest();
    if (response.status() >= 400 && !isOwn) problems.push(`${response.status()} ${response.url()} on ${page.url()}`);
  });
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const { url } = message.location();
    // The browser requests this icon while it is on a redirect, which declares none.
    const isUnasked = url === page.url() || new URL(url || origin).pathname === '/favicon.ico';
    const isStatus = message.text().includes('status of 404') && isUnasked;
    if (['error', 'warning'].includes(message.type()) && !isStatus) problems.push(`${page.url()}: ${message.text()}`);
  });
  return problems;
}
