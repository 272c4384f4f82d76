import { describe, expect, it } from '@jest/globals';
import { PublicAddress } from './public-address.ts';

describe('the address people outside reach the installation at', () => {
  it('given a public address, then every link begins with it, wherever the server listens', () => {
    const address = new PublicAddress({ publicUrl: 'https://antrag.musterstadt.de/amt/', host: '0.0.0.0', port: 3000 });
    address.listening('http://0.0.0.0:3000');
    expect(address.page('/status')).toBe('https://antrag.musterstadt.de/amt/status');
  });

  it.each([
    ['127.0.0.1', 'http://localhost:8081'],
    ['0.0.0.0', 'http://localhost:8081'],
    ['::', 'http://localhost:8081'],
    ['192.168.7.5', 'http://192.168.7.5:8081'],
    ['fd00::5', 'http://[fd00::5]:8081'],
  ])('given none and the host %s, then the port of the settings counts until the server listens', (host, expected) => {
    expect(new PublicAddress({ publicUrl: undefined, host, port: 8081 }).origin).toBe(expected);
  });

  it.each([
    ['http://127.0.0.1:40123', 'http://localhost:40123'],
    ['http://[::]:40123/', 'http://localhost:40123'],
    ['http://192.168.7.5:40123', 'http://192.168.7.5:40123'],
  ])('given any free port, then it is the one the server got: %s', (url, expected) => {
    const address = new PublicAddress({ publicUrl: undefined, host: '127.0.0.1', port: 0 });
    address.listening(url);
    expect(address.origin).toBe(expected);
  });
});
