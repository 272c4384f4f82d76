import type { Health, HealthCheck } from '#contracts';

/** Resolves when what it looks at works; rejects or hangs otherwise. */
export type HealthProbe = () => Promise<unknown>;

interface Probe {
  readonly probe: HealthProbe;
  readonly advice: string;
  readonly essential: boolean;
}

/** The probes of one program, asked all at once, each with a time limit, so that a hanging partner never hangs the answer. */
export class HealthChecks {
  readonly #probes = new Map<string, Probe>();
  readonly #version: string;
  readonly #limitMilliseconds: number;

  constructor(version: string, limitMilliseconds = 2000) {
    this.#version = version;
    this.#limitMilliseconds = limitMilliseconds;
  }

  /**
   * `advice` is shown while the probe fails; the error itself may name addresses and is left to the log. What is not
   * `essential` is told when it is down, and the program still counts as ready: its work goes on without that partner.
   */
  add(
    name: string,
    advice: string,
    probe: HealthProbe,
    { essential = true }: { readonly essential?: boolean } = {},
  ): void {
    this.#probes.set(name, { probe, advice, essential });
  }

  live(): Health {
    return { status: 'up', version: this.#version, checks: [] };
  }

  async ready(): Promise<Health> {
    const checks = await Promise.all(
      [...this.#probes].map(([name, { probe, advice }]) => this.#ask(name, probe, advice)),
    );
    const needed = checks.filter(({ name }) => this.#probes.get(name)?.essential !== false);
    return { status: needed.every((check) => check.status === 'up') ? 'up' : 'down', version: this.#version, checks };
  }

  async #ask(name: string, probe: HealthProbe, advice: string): Promise<HealthCheck> {
    const start = performance.now();
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([
        probe(),
        new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error('no answer in time')), this.#limitMilliseconds);
        }),
      ]);
      return { name, status: 'up', milliseconds: Math.round(performance.now() - start) };
    } catch {
      return { name, status: 'down', detail: advice, milliseconds: Math.round(performance.now() - start) };
    } finally {
      clearTimeout(timer);
    }
  }
}
