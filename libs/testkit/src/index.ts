export { ApiClient, type Call, type Reply } from './api-client.ts';
export { emptyTestDatabase, testDatabase, type TestDatabase } from './test-database.ts';
export { hasRedis, testRedis, type TestRedis } from './test-redis.ts';
