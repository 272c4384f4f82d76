/** A stand-in that runs, as the program shows it and as the product connects to it. */
export interface Partner {
  /** Short and stable, such as `enaio`. */
  readonly id: string;
  /** What it is, in German, for the index page. */
  readonly title: string;
  /** One German sentence: what it plays and what its page shows. */
  readonly plays: string;
  readonly pageUrl: string;
  /** Ports it listens on, by the name of the option that sets them. */
  readonly ports: Readonly<Record<string, number>>;
  /** Settings of the product (docs/settings.md) that connect it to this stand-in. */
  readonly environment: Readonly<Record<string, string>>;
  /** The product answers at this address now; a partner that calls back does so there from here on. */
  productListens?(url: string): void;
  close(): Promise<void>;
}

/** What every stand-in is started with. */
export interface PartnerOptions {
  /** Folder of its own below the data folder of the program. */
  readonly directory: string;
  readonly host: string;
  /** The port wanted for an option such as `enaio-port`; a free one where that is taken. 0 always takes a free one. */
  readonly port: (option: string) => Promise<number>;
}
