/** Notices of the server, each once. */

import type { Notice } from "../model/record.ts";

/** Title, lines, and the links that the lines do not show already. */
export function noticeLines({ title, lines, links = [] }: Notice): readonly string[] {
  const text = lines.join("\n");
  return [
    ...(title === undefined ? [] : [title]),
    ...lines.filter((line, index) => line !== "" || lines[index - 1] !== ""),
    ...links.filter((link) => !text.includes(link)),
  ];
}

/** Without repetitions: two servers of one registry send the same terms. */
export function distinctNotices(notices: readonly Notice[] = []): readonly Notice[] {
  const seen = new Set<string>();
  return notices.filter((notice) => {
    const text = noticeLines(notice).join("\n");
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
