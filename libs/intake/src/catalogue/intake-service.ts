/** One service of the town as its `intake.json` describes it: what it is called, which process it starts and with what. */
export interface IntakeService {
  /** Lower-case words with hyphens, unique in the installation; the address of the online form. */
  readonly key: string;
  /** As people call it, in German. */
  readonly name: string;
  readonly description: string;
  /** Key of the process definition that is started, in its newest version. */
  readonly process: string;
  /** Series of the case number, see NumberSeries: 1 to 12 capital letters or digits. */
  readonly numberSeries: string;
  /**
   * What submissions ask for it by: identifiers of services (`urn:de:fim:leika:leistung:…`), destinations
   * (`destination:<id>`), folders (`folder:<name>`) or forms (`form:<key>`). Its own key always counts.
   */
  readonly accepts: readonly string[];
  /** Schemas of structured data it understands, by address; empty: any. */
  readonly schemas: readonly string[];
  /** Variables of the case by name, each a FEEL expression over `data` and `submission`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Paths of variables that must not be null, e.g. `antragsteller.name`; otherwise a person looks at the arrival. */
  readonly required: readonly string[];
  readonly onlineForm: OnlineForm | null;
  /** The deployment it came with, where its form is looked for first; null: from a process folder. */
  readonly deploymentId: string | null;
}

/** The town's own form for a service, on the public page `/formular/<key>`. */
export interface OnlineForm {
  /** File name (`antrag.form`) or id of the form-js form deployed with the process. */
  readonly form: string;
  /** Shown above the form: what is needed, what it costs, how long it takes. */
  readonly introduction: string;
  /** How many files may be attached, 0 to 20. */
  readonly maximumAttachments: number;
  /** What should be attached, in words, e.g. `Lageplan (PDF)`. */
  readonly attachmentHints: readonly string[];
}
