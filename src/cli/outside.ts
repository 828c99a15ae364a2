import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';
import { say } from '../loader/terminal.ts';

/** The addresses of a server on this machine for other machines on its network. */
export function outsideAddresses(address: string, interfaces = networkInterfaces()): readonly string[] {
  const outside = Object.values(interfaces).flatMap((list = []) =>
    list.filter(({ family, internal }) => family === 'IPv4' && !internal),
  );
  return outside.map(({ address: ip }) => {
    const url = new URL(address);
    url.hostname = ip;
    return url.href;
  });
}

/**
 * Prints what else there is to say about a server that other machines can reach: who sees it, and, in a terminal, its
 * first address as a QR code for a phone on the same network.
 */
export function sayOutside(addresses: readonly string[], isTerminal = process.stdout.isTTY): void {
  const [first] = addresses;
  if (first === undefined) return;
  say('Everybody on this network can see it.');
  // Two squares of the code in each character. Light ones are drawn, since most terminals are dark.
  if (isTerminal) say(renderUnicodeCompact(first, { border: 2 }));
}
