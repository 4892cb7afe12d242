/** Who asks: known to the graph by a token, which may be followed by another while the page is open. */
export interface Bearer {
  /** The token of this moment. */
  readonly token: string;
  /** That one was not accepted. When this is done there is another, or nobody is signed in any more. */
  onRefused(token: string): Promise<void>;
}
