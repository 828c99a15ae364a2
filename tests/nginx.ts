import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './freePort.ts';

const run = promisify(execFile);
const usualPaths = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'];

/** Finds nginx, or installs Debian's if possible. Throws with instructions otherwise. */
export async function findNginx(): Promise<string> {
  const named = process.env.NGINX_PATH;
  if (named !== undefined && named !== '' && !existsSync(named)) {
    throw new Error(`NGINX_PATH is "${named}", which does not exist.`);
  }
  const paths = [...(named ? [named] : []), ...usualPaths];
  const found = paths.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) await installNginx();
  const installed = paths.find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  throw new Error(
    'There is no nginx for the test of its recipe, and none could be had. Install it, or set NGINX_PATH to where it is.',
  );
}

async function installNginx(): Promise<void> {
  console.log('Found no nginx. Installing it with apt.');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 };
  await run('apt-get', ['update'], options);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'nginx-light'], options);
}

/** Starts an nginx on a free port, with Debian's configuration and one server. */
export async function startNginx(
  folder: string,
  serverFor: (port: number) => string,
): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const path = await findNginx();
  const port = await freePort();
  const configuration = join(folder, 'nginx.conf');
  await mkdir(join(folder, 'temporary'), { recursive: true });
  await writeFile(configuration, around(folder, await mediaTypesOf(path), serverFor(port)));
  await run(path, ['-t', '-c', configuration, '-p', folder, '-e', join(folder, 'error.log')]);
  const child = spawn(path, ['-c', configuration, '-p', folder, '-e', join(folder, 'error.log')], { stdio: 'inherit' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const origin = `http://127.0.0.1:${port}`;
  await answers(origin);
  return {
    origin,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Debian's /etc/nginx/nginx.conf, restricted to one folder. */
function around(folder: string, mediaTypes: string, server: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, 'temporary', name)};`,
  );
  return `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
events { worker_connections 128; }
http {
  sendfile on;
  include ${mediaTypes};
  default_type application/octet-stream;
  access_log off;
  gzip on;
  ${temporary.join('\n  ')}
  ${server}
}
`;
}

/** The file of media types beside nginx's own configuration. */
async function mediaTypesOf(path: string): Promise<string> {
  const { stderr } = await run(path, ['-V']);
  const configuration = /--conf-path=(\S+)/.exec(stderr)?.[1] ?? '/etc/nginx/nginx.conf';
  return join(dirname(configuration), 'mime.types');
}

async function answers(origin: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await fetch(origin).catch(() => undefined)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`nginx does not respond at ${origin}.`);
}
