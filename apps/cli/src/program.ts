import { Command } from 'commander';
import type { Settings } from '#platform';
import { CommandContext, type GlobalOptions } from './command-context.ts';
import { complete, type CompleteOptions } from './commands/complete.ts';
import { deploy, type DeployOptions } from './commands/deploy.ts';
import { doctor } from './commands/doctor.ts';
import { validateInvoices } from './commands/invoice.ts';
import { listIncidents, retryIncidents } from './commands/incidents.ts';
import { migrate } from './commands/migrate.ts';
import { playScenarios } from './commands/play-scenarios.ts';
import { start, type StartOptions } from './commands/start.ts';
import { tasks, type TasksOptions } from './commands/tasks.ts';
import { addUser, listUsers, ROLE_HELP, setTopics, TOPIC_HELP, type UserAddOptions } from './commands/user.ts';
import { verifyAudit, type VerifyAuditOptions } from './commands/verify-audit.ts';
import { CliError } from './cli-error.ts';
import type { Terminal } from './terminal.ts';
import { collectVariable } from './variable-option.ts';

/** The command line with all its commands. `settings` are read when a command needs them, so that help works without. */
export function createProgram(terminal: Terminal, settings: () => Settings, version: string): Command {
  const program = new Command('laufzettel')
    .description('Command line of the Laufzettel workflow engine')
    .version(version)
    .option('--url <address>', 'server to talk to (LAUFZETTEL_URL)')
    .option(
      '--user <name>',
      'log-in name (LAUFZETTEL_USER); the password comes from LAUFZETTEL_PASSWORD, a pipe or a question',
    )
    .option('--json', 'answer as JSON')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText(
      'after',
      '\nEnds with 0 done, 1 refused or failed, 2 wrong usage, 3 server does not answer, 4 not allowed.',
    );
  const context = () => new CommandContext(terminal, settings(), program.opts<GlobalOptions>());

  program
    .command('deploy')
    .description('deploy diagrams, decisions and forms together, all or none')
    .argument('<files...>')
    .option('--name <name>', 'what the deployment is called')
    .option('--check', 'only read the files and tell what would happen')
    .option('--force', 'make new versions of unchanged files, too')
    .option('--only-sound', 'leave out files with errors and what depends on them')
    .action((files: string[], options: DeployOptions) => deploy(context(), files, options));

  program
    .command('start')
    .description('start a case')
    .argument('<key>', 'process key')
    .option('--var <name=value>', 'variable, JSON or text; may be given several times', collectVariable)
    .option('--business-key <text>', 'case number')
    .option('--process-version <number>', 'version instead of the latest', wholeNumber)
    .action((key: string, options: StartOptions) => start(context(), key, options));

  program
    .command('tasks')
    .description('list tasks: my own and those of my groups')
    .option('--scope <scope>', 'mine, groups, followUps, late, done or all')
    .option('--instance <id>', 'only those of a case')
    .option('--process <key>', 'only those of a process')
    .option('--search <text>', 'part of the name or case number')
    .action((options: TasksOptions) => tasks(context(), options));

  program
    .command('complete')
    .description('complete a task')
    .argument('<task>', 'id of the task')
    .option('--var <name=value>', 'variable, JSON or text; may be given several times', collectVariable)
    .option('--answer <answer>', 'answer to its question; may be given several times', collect)
    .option('--date <instant>', 'date for a timer drawn with words, e.g. 2026-11-20T08:00:00Z')
    .action((id: string, options: CompleteOptions) => complete(context(), id, options));

  program
    .command('test')
    .description('play the scenarios beside the diagrams of these folders (*.scenarios.json)')
    .argument('<folders...>')
    .action((folders: string[]) => playScenarios(context(), folders));

  program
    .command('invoice')
    .description('electronic invoices')
    .command('validate')
    .description('check invoices by EN 16931 and XRechnung')
    .argument('<files...>')
    .action((files: string[]) => validateInvoices(context(), files));

  const incidents = program.command('incidents').description('see and retry what stopped');
  incidents
    .command('list', { isDefault: true })
    .description('list open incidents')
    .option('--process <key>', 'only those of a process')
    .action((options: { process?: string }) => listIncidents(context(), options));
  incidents
    .command('retry')
    .description('try again what stopped')
    .argument('[incident]', 'id of the incident')
    .option('--all', 'all incidents')
    .action((id: string | undefined, options: { all?: boolean }) => retryIncidents(context(), id, options));

  const user = program.command('user').description('accounts, on the database itself');
  user
    .command('add')
    .description('add an account; the password is asked for or read from a pipe')
    .argument('<name>', 'log-in name')
    .requiredOption('--role <role>', ROLE_HELP, collect)
    .option('--group <group>', 'office or lane; may be given several times, * for all', collect)
    .option('--topic <topic>', TOPIC_HELP, collect)
    .option('--display-name <name>', 'name of the person')
    .action((name: string, options: UserAddOptions) => addUser(context(), name, options));
  user
    .command('topics')
    .description('say which topics of external work an account may do; replaces those it had')
    .argument('<name>', 'log-in name')
    .option('--topic <topic>', TOPIC_HELP, collect)
    .action((name: string, options: { topic?: string[] }) => setTopics(context(), name, options));
  user
    .command('list')
    .description('list accounts')
    .action(() => listUsers(context()));

  program
    .command('migrate')
    .description('bring the database up to date')
    .action(() => migrate(context()));
  program
    .command('verify-audit')
    .description('find every changed byte in the archive of documents and its log')
    .option('--anchor <number:hash>', 'end of the log an earlier run told; may be given several times', collect)
    .action((options: VerifyAuditOptions) => verifyAudit(context(), options));
  program
    .command('doctor')
    .description('look at everything a start depends on')
    .action(() => doctor(context()));
  return program;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new CliError('USAGE', `Expected a whole number, but it is ${JSON.stringify(text)}.`);
  return Number(text);
}
