import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeFileName } from './safe-file-name.ts';

describe('safe file name', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Antrag.pdf', 'Antrag.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system32\\cmd.exe', 'cmd.exe'],
    ['/', 'Dokument'],
    ['..', 'Dokument'],
    ['', 'Dokument'],
    ['.htaccess', 'htaccess'],
    ['a\u0000b\r\n.pdf', 'ab.pdf'],
    ['rechnung\u202efdp.exe', 'rechnungfdp.exe'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['LPT9.tar.gz', '_LPT9.tar.gz'],
    ['COM¹', '_COM¹'],
    ['console.txt', 'console.txt'],
    ['a<b>c:d"e|f?g*.pdf', 'a_b_c_d_e_f_g_.pdf'],
    ['name.pdf. . ', 'name.pdf'],
    ['  viele   Leerzeichen .txt', 'viele Leerzeichen .txt'],
    ['Gro\u0308ße.pdf', 'Größe.pdf'],
  ];
  for (const [given, expected] of cases) {
    it(`given ${JSON.stringify(given)}, then it becomes ${JSON.stringify(expected)}`, () => {
      expect(safeFileName(given)).toBe(expected);
    });
  }

  it('given a very long name, then it is cut at a character and keeps its extension', () => {
    const name = safeFileName(`${'ä😀'.repeat(200)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name).toMatch(/^(?:ä|😀)+\.pdf$/u);
  });

  it('given any text, then the result is one harmless segment and stays the same when made safe again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = safeFileName(text);
        expect(name).not.toBe('');
        expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]|^\.|[. ]$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(185);
        expect(safeFileName(name)).toBe(name);
      }),
    );
  });
});
