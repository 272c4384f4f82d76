export default async function globalTeardown() {
  await globalThis.__LAUFZETTEL_TEST_CLUSTER__?.stop();
}
