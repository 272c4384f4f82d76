import { startTestClusterBroker } from './test-cluster.mjs';

export default async function globalSetup() {
  const broker = await startTestClusterBroker();
  globalThis.__LAUFZETTEL_TEST_CLUSTER__ = broker;
  process.env.TEST_CLUSTER_BROKER = broker.address;
}
