import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#contracts';
import { dataGroups, type NamedForm } from './data-groups.ts';

const form = (title: string, ...components: readonly JsonObject[]): NamedForm => ({
  title,
  form: { kind: 'schema', key: title, schema: { type: 'default', components: components.map((one) => ({ ...one })) } },
});

describe('what the forms of a process call its data', () => {
  it('given keys with and without dots, then they stand under what they belong to, or under the step that asks', () => {
    const groups = dataGroups([
      form(
        'Hund angemeldet',
        { type: 'text', text: '# Anmeldung' },
        { type: 'textfield', key: 'antragsteller.name', label: 'Ihr Name' },
        { type: 'datetime', key: 'antrag.seit', dateLabel: 'Bei Ihnen seit' },
        { type: 'textfield', key: 'antrag.rasse', label: 'Rasse' },
      ),
      form('Steuer festsetzen', { type: 'number', key: 'steuer', label: 'Steuer', appearance: { suffixAdorner: '€' } }),
    ]);
    expect(groups).toEqual([
      { title: 'Antragsteller', fields: [{ path: 'antragsteller.name', label: 'Ihr Name' }] },
      {
        title: 'Antrag',
        fields: [
          { path: 'antrag.seit', label: 'Bei Ihnen seit' },
          { path: 'antrag.rasse', label: 'Rasse' },
        ],
      },
      { title: 'Steuer festsetzen', fields: [{ path: 'steuer', label: 'Steuer', unit: '€' }] },
    ]);
  });

  it('given a group with a path, a list and choices, then paths are joined, entries and values have their names', () => {
    const groups = dataGroups([
      form(
        'Antrag prüfen',
        {
          type: 'group',
          label: 'Prüfung',
          path: 'pruefung',
          components: [
            { type: 'radio', key: 'weg', label: 'Wie weiter?', values: [{ value: 'nein', label: 'Nachfordern' }] },
          ],
        },
        {
          type: 'dynamiclist',
          path: 'nachbarn',
          label: 'Nachbarn',
          components: [{ type: 'textfield', key: 'anschrift', label: 'Anschrift' }],
        },
      ),
    ]);
    expect(groups).toEqual([
      {
        title: 'Prüfung',
        fields: [{ path: 'pruefung.weg', label: 'Wie weiter?', choices: [{ value: 'nein', label: 'Nachfordern' }] }],
      },
      {
        title: 'Antrag prüfen',
        fields: [{ path: 'nachbarn', label: 'Nachbarn', items: [{ path: 'anschrift', label: 'Anschrift' }] }],
      },
    ]);
  });

  it('given the same path in two forms, then the first decides; what has no label is not named', () => {
    const groups = dataGroups([
      form('Antrag', { type: 'textfield', key: 'a', label: 'Anliegen' }),
      form('Prüfung', { type: 'textfield', key: 'a', label: 'Anders' }, { type: 'textfield', key: 'b' }),
    ]);
    expect(groups).toEqual([{ title: 'Antrag', fields: [{ path: 'a', label: 'Anliegen' }] }]);
  });

  it('given fields written in the model, then they are named by it', () => {
    const field = {
      id: 'betrag',
      label: 'Betrag',
      type: 'long' as const,
      required: false,
      readOnly: false,
      constraints: {},
    };
    expect(dataGroups([{ title: 'Prüfen', form: { kind: 'fields', fields: [field] } }])).toEqual([
      { title: 'Prüfen', fields: [{ path: 'betrag', label: 'Betrag' }] },
    ]);
  });

  it('given a form nested without end, then it is read as far as people read', () => {
    let nested: JsonObject = { type: 'textfield', key: 'tief', label: 'Tief' };
    for (let i = 0; i < 50; i += 1) nested = { type: 'group', components: [nested] };
    expect(dataGroups([form('Antrag', nested)])).toEqual([]);
  });
});
