import { describeDocumentStore } from '#documents/conformance';
import { configurationFor, startEnaio } from './enaio-under-test.ts';

describeDocumentStore('enaio, against its stand-in', async () => {
  const enaio = await startEnaio();
  let offset = 0;
  return {
    store: enaio.adapter({ clock: () => new Date(Date.now() + offset) }),
    setNow: (now) => {
      offset = now.getTime() - Date.now();
    },
    tamper: enaio.tamper,
    close: enaio.close,
  };
});

describeDocumentStore('enaio with one mapping for every type and every field', async () => {
  const enaio = await startEnaio();
  let offset = 0;
  const { records, documents } = configurationFor(enaio.standIn.baseUrl) as {
    records: { case: object };
    documents: { letter: { fields: { applicant: unknown; amount: unknown } } };
  };
  const { applicant, amount } = documents.letter.fields;
  const mapping = {
    records: { '*': { ...records.case, otherFields: 'LZ_Felder' } },
    documents: { '*': { ...documents.letter, fields: { applicant, amount }, otherFields: 'LZ_Felder' } },
  };
  return {
    store: enaio.adapter({ clock: () => new Date(Date.now() + offset) }, mapping),
    setNow: (now) => {
      offset = now.getTime() - Date.now();
    },
    tamper: enaio.tamper,
    close: enaio.close,
  };
});
