export { emptyTestDatabase, testDatabase, type TestDatabase } from './test-database.ts';
export { hasRedis, testRedis, type TestRedis } from './test-redis.ts';
