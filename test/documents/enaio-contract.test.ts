import { describeDocumentStore } from '#documents/conformance';
import { startEnaio } from './enaio-under-test.ts';

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
