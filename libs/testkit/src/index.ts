export { emptyTestDatabase, testDatabase, type TestDatabase } from './test-database.ts';
