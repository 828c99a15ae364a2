import { expect, test } from 'vitest';
import { misleadingHost } from './misleadingHost.ts';

test.each([
  ['fast.ai', 'https://course.fast.ai/'],
  ['ASP.NET', 'https://learn.microsoft.com/aspnet'],
  ['Node.js', 'https://github.com/nodejs/node'],
  ['Vue.js', 'https://example.org/'],
  ['socket.io', 'https://github.com/socketio/socket.io'],
  ['Draw.app', 'https://github.com/example/draw'],
  ['Plot.NET', 'https://plot.example.org/'],
  ['Chat.ai', 'https://beta.chat.ai/'],
  ['train.py', 'https://github.com/a/b'],
  ['how Booking.com works', 'https://example.org/'],
  ['docs.python.org', 'https://www.python.org/doc/'],
  ['bbc.co.uk', 'https://www.bbc.co.uk/news'],
  ['openai.com', 'https://web.archive.org/web/2020/https://openai.com/'],
  ['it', 'https://münchen.de/'],
  ['it', 'https://почта.рф/'],
  ['it', 'http://[::1]:4321/'],
])('[%s](%s) is what it seems', (words, address) => {
  expect(misleadingHost(address, words)).toBeUndefined();
});

test.each([
  ['arxiv.org', 'https://evil.example', 'The link text names "arxiv.org", but the link leads to "evil.example".'],
  ['see arxiv.org', 'https://evil.example', 'names "arxiv.org"'],
  ['https:// arxiv.org', 'https://evil.example', 'names "arxiv.org"'],
  ['www.foo.de', 'https://bar.de', 'names "foo.de"'],
  ['github.com/a/b', 'https://gitlab.com/a/b', 'names "github.com"'],
  ['OpenAI.com', 'https://example.org', 'names "openai.com"'],
  ['huggingface.co', 'https://evil.example', 'names "huggingface.co"'],
  ['alice.github.io', 'https://bob.github.io', 'names "alice.github.io"'],
  ['amazon.co.uk', 'https://evil.co.uk', 'names "amazon.co.uk"'],
  ['it', 'https://аpple.com/', 'letters that look Latin but are not'],
  ['it', 'https://xn--pple-43d.com/', 'letters that look Latin but are not'],
  ['it', 'https://xn--80ak6aa92e.com/', 'letters that look Latin but are not'],
  ['it', 'https://example.org∕x.evil.example', 'the sign "∕"'],
  ['it', 'https://paypal.com@evil.example/login', '"paypal.com" is a user name'],
])('[%s](%s) misleads', (words, address, message) => {
  expect(misleadingHost(address, words)).toContain(message);
});
