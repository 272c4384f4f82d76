import { describe, expect, it } from '@jest/globals';
import { formFindings } from './form-findings.ts';

const check = (text: string, name = 'ask.form') => formFindings({ name, content: new TextEncoder().encode(text) });

describe('findings of a form', () => {
  it('given a form with groups, then there are none; other files are not looked at', () => {
    const form = { components: [{ type: 'group', components: [{ type: 'textfield', key: 'a' }] }, { type: 'text' }] };
    expect(check(JSON.stringify(form))).toEqual([]);
    expect(check('no form', 'note.txt')).toEqual([]);
  });

  it('given broken JSON, then file, line and column are named in both languages', () => {
    expect(check('{\n  "components": [\n    { "type": "textfield", }\n  ]\n}')).toEqual([
      {
        resource: 'ask.form',
        code: 'FORM_NOT_JSON',
        severity: 'error',
        message: expect.stringContaining('line 3, column 28'),
        messageDe: expect.stringContaining('Zeile 3, Spalte 28'),
        line: 3,
        column: 28,
      },
    ]);
  });

  it('given JSON that is no form, or components that are none, then each place is named', () => {
    expect(check('[]')).toMatchObject([{ code: 'FORM_INVALID', line: 1, column: 1 }]);
    expect(check('{"id": "x"}')).toMatchObject([{ code: 'FORM_INVALID', line: 1, severity: 'warning' }]);
    expect(check('{"components": 1}')).toMatchObject([{ code: 'FORM_INVALID', severity: 'error' }]);
    const found = check(
      '{"components": [\n{"type": "text"},\n{"key": "a"},\n7,\n{"type": "group", "components": {}}]}',
    );
    expect(found.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(found[0]?.message).toContain('/components/1');
  });

  it('given a form above the limit, or one of endless levels, then it is refused without being read in full', () => {
    expect(check(`{"components": ["${'x'.repeat(1024 * 1024)}"]}`)).toMatchObject([{ code: 'FORM_TOO_LARGE' }]);
    const deep = '{"type":"group","components":['.repeat(2000) + ']}'.repeat(2000);
    expect(check(`{"components":[${deep}]}`)).toMatchObject([{ code: 'FORM_INVALID' }]);
    expect(check('['.repeat(500_000))).toMatchObject([{ code: 'FORM_NOT_JSON' }]);
  });
});
