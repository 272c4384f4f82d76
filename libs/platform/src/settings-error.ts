/** The environment is wrong: `problems` names every bad variable with what was expected. */
export class SettingsError extends Error {
  readonly code = 'SETTINGS_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `Expected valid settings, but ${problems.length} ${problems.length === 1 ? 'is' : 'are'} wrong:\n  ${problems.join('\n  ')}`,
    );
    this.name = 'SettingsError';
    this.problems = problems;
  }
}
