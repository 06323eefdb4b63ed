/** Takes what a run prints and reports, so that a test can read it. */
export function recorder(): {
  readonly lines: string[];
  readonly reports: string[];
  readonly print: (line: string) => void;
  readonly report: (text: string) => void;
} {
  const lines: string[] = [];
  const reports: string[] = [];
  return {
    lines,
    reports,
    print: (line) => lines.push(line),
    report: (text) => reports.push(text),
  };
}
