import type { Permission } from '#contracts';
import type { Settings } from '#platform';
import { ServerConnection } from './server-connection.ts';
import type { Terminal } from './terminal.ts';

/** Options every command understands. */
export interface GlobalOptions {
  readonly url?: string;
  readonly user?: string;
  readonly json?: boolean;
}

/** What a command works with. */
export class CommandContext {
  constructor(
    readonly terminal: Terminal,
    readonly settings: Settings,
    readonly options: GlobalOptions,
  ) {}

  /** A server, logged in as somebody who may do what is wanted; the server has the last word. */
  async server(permission: Permission): Promise<ServerConnection> {
    const user = this.options.user ?? this.settings.user;
    const connection = new ServerConnection(this.options.url ?? this.settings.serverUrl, await this.#credentials(user));
    const demo = await connection.logInFor(permission);
    if (demo !== undefined) this.terminal.err(`(as demo account ${demo})\n`);
    return connection;
  }

  /** The answer as JSON when that was asked for, otherwise as text. */
  answer(value: unknown, text: string): void {
    this.terminal.out(this.options.json === true ? `${JSON.stringify(value, null, 2)}\n` : text);
  }

  async #credentials(
    user: string | undefined,
  ): Promise<{ readonly user: string; readonly password: string } | undefined> {
    if (user === undefined) return undefined;
    const password = this.settings.password ?? (await this.terminal.askSecret(`Password of ${user}: `));
    return { user, password: password ?? '' };
  }
}
