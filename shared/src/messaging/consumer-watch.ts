/** What is heard of a consumer at work. It is called for every event: it must cost next to nothing. */
export interface ConsumerWatch {
  /** After the commit. */
  handled?(type: string, seconds: number): void;
  /** The inbox had it already. */
  repeated?(): void;
  parked?(): void;
  /** Work on this partition began or ended, well or badly: it is not stuck. */
  stirred?(topic: string, partition: number): void;
}
