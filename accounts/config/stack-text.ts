/** A stack file's text and name, for positions. An empty text places everything at the file's start. */
export interface StackFile {
  readonly text: string;
  /** As the user would name it, e.g. `Pulumi.prod-eu.yaml`. */
  readonly file: string;
}
