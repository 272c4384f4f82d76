import { describe, expect, it } from '@jest/globals';
import { isPrivateAddress } from './private-address.ts';

/** As a URL writes its host: numbers of any notation become plain, IPv4 inside IPv6 becomes hexadecimal. */
const hostOf = (host: string): string => new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, '');

describe('addresses of the own network', () => {
  it.each([
    ['127.0.0.1 as one number', '2130706433'],
    ['127.0.0.1 in hexadecimal', '0x7f.1'],
    ['IPv4 mapped into IPv6', '[::ffff:127.0.0.1]'],
    ['the metadata service mapped into IPv6', '[::ffff:169.254.169.254]'],
    ['IPv4 compatible IPv6', '[::127.0.0.1]'],
    ['NAT64', '[64:ff9b::10.0.0.1]'],
    ['NAT64 of the own network', '[64:ff9b:1::1]'],
    ['6to4', '[2002:7f00:1::]'],
    ['Teredo', '[2001:0:7f00:1::]'],
    ['site-local', '[fec0::1]'],
    ['translated IPv4', '[::ffff:0:127.0.0.1]'],
    ['discard only', '[100::1]'],
    ['unique local', '[fd12::1]'],
  ])('given %s, then it is one', (_, host) => {
    expect(isPrivateAddress(hostOf(host))).toBe(true);
  });

  it.each(['203.0.114.9', '[2a00:1450:4001::1]', '[::ffff:93.184.216.34]'])('given %s, then it is none', (host) => {
    expect(isPrivateAddress(hostOf(host))).toBe(false);
  });
});
