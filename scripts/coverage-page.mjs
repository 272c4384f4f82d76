/** Writes docs/bpmn-coverage.md from what the conformance cases prove. */
import { runJest } from './toolchain/run-jest.mjs';

process.env.LAUFZETTEL_WRITE_COVERAGE = 'true';
const { failed, passed } = runJest(['test/conformance/coverage-page']);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
