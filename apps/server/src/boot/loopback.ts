import { isIP } from 'node:net';

/** Is this an address only programs on the same machine can reach? Names other than localhost are not believed. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  const bare = host.replace(/^\[|\]$/g, '');
  return (isIP(bare) === 4 && bare.startsWith('127.')) || bare === '::1';
}
