import { describe, expect, it } from '@jest/globals';
import { fieldText } from './field-text.ts';

describe('a field on the page of arrivals', () => {
  it('given JSON, then names and values are shown, whatever they hold', () => {
    expect(fieldText('{"betrag":"1190.00","lieferant":"Müller & <Söhne>","ort":null}')).toBe(
      '<dl><dt>betrag</dt><dd>1190.00</dd><dt>lieferant</dt><dd>Müller &amp; &lt;Söhne&gt;</dd><dt>ort</dt><dd>–</dd></dl>',
    );
    expect(fieldText('[["abc",12,"rechnung.xml"]]')).toBe('<ul><li>abc · 12 · rechnung.xml</li></ul>');
  });

  it('given a text that only begins like JSON, or another value, then it is shown as it is', () => {
    expect(fieldText('[Entwurf] <b>')).toBe('[Entwurf] &lt;b&gt;');
    expect(fieldText(true)).toBe('true');
  });
});
