import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One JSON file for each name below a folder, written whole and then put in place: a crash leaves the old or the new one. */
export class KeptState<Content> {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  all(): ReadonlyMap<string, Content> {
    return new Map(
      readdirSync(this.#directory)
        .filter((file) => file.endsWith('.json'))
        .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(this.#directory, file), 'utf8')) as Content]),
    );
  }

  /** `name`: letters, digits and hyphens, made by the stand-in itself. */
  keep(name: string, content: Content): void {
    const file = join(this.#directory, `${name}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(content));
    renameSync(`${file}.new`, file);
  }
}
