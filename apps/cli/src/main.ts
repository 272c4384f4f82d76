import { CommanderError } from 'commander';
import { projectDirectory, readSettings, type Environment } from '#platform';
import { CliError, EXIT } from './cli-error.ts';
import { processTerminal } from './process-terminal.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command. @returns what the program shall end with, see {@link EXIT} */
export async function main(
  words: readonly string[],
  terminal: Terminal = processTerminal,
  environment?: Environment,
): Promise<number> {
  try {
    await createProgram(terminal, () => readSettings(environment), projectDirectory().version).parseAsync(words, {
      from: 'user',
    });
    return EXIT.done;
  } catch (error) {
    // Commander has told its own errors already; help and version are "errors" with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof CliError ? error.exit : EXIT.refused;
  }
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1])
  process.exitCode = await main(process.argv.slice(2));
