import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dateIn, lastDateIn } from "../src/whois-text/date.ts";

test.each([
  // A day alone stays a day.
  ["2026-07-12", "2026-07-12"],
  ["2026/7/2", "2026-07-02"],
  ["2026.07.12", "2026-07-12"],
  ["1995. 03. 20.", "1995-03-20"],
  ["2009-Nov-16.", "2009-11-16"],
  ["20260712", "2026-07-12"],
  ["20050912 #2351856", "2005-09-12"],
  ["12.07.2026", "2026-07-12"],
  ["1.1.1991", "1991-01-01"],
  ["12/7/2026", "2026-07-12"],
  ["13/07/2026", "2026-07-13"],
  ["07/13/2026", "2026-07-13"],
  ["16-Sep-2010", "2010-09-16"],
  ["06-11-1998", "1998-11-06"],
  ["28 Mar 2023", "2023-03-28"],
  ["31st October 2002", "2002-10-31"],
  ["3rd march, 2002", "2002-03-03"],
  ["Jul 12, 2026", "2026-07-12"],
  ["May  2 1999", "1999-05-02"],
  ["October 16 2003", "2003-10-16"],
  ["Tue Dec 12 2000", "2000-12-12"],
  ["1998-06-01 (YYYY-MM-DD)", "1998-06-01"],
  ["hostmaster@example.il 20140116 (Changed)", "2014-01-16"],
  ["2000-02-29", "2000-02-29"],
  // A time without a zone in numbers is taken for UTC.
  ["2026-07-12T12:34:27Z", "2026-07-12T12:34:27Z"],
  ["2026-07-12T12:34:27.123456Z", "2026-07-12T12:34:27Z"],
  ["2026-07-12 12:34:27", "2026-07-12T12:34:27Z"],
  ["2026-07-12 12:34", "2026-07-12T12:34:00Z"],
  ["2026-07-12 2:34:27", "2026-07-12T02:34:27Z"],
  ["2001.02.27 13:00:00", "2001-02-27T13:00:00Z"],
  ["2026.11.22T12:00:00Z", "2026-11-22T12:00:00Z"],
  ["20190408 15:37:23", "2019-04-08T15:37:23Z"],
  ["21.07.2000 15:21:00", "2000-07-21T15:21:00Z"],
  ["25/02/2027 00:59:40", "2027-02-25T00:59:40Z"],
  ["31st October 2002 at 00:00:00.000", "2002-10-31T00:00:00Z"],
  ["2010/10/18 11:30:47 (JST)", "2010-10-18T11:30:47Z"],
  ["2027-11-20 15:20:21 CLST", "2027-11-20T15:20:21Z"],
  ["Sun, 22 Nov 2026 12:00:00 GMT", "2026-11-22T12:00:00Z"],
  ["Tue Nov 10 12:00:00 2015", "2015-11-10T12:00:00Z"],
  ["Sun Jul  5 12:34:27 UTC 2026", "2026-07-05T12:34:27Z"],
  ["7/12/2026 12:05:06 AM", "2026-12-07T00:05:06Z"],
  ["7/12/2026 12:05:06 PM", "2026-12-07T12:05:06Z"],
  ["7/12/2026 3:05:06 pm", "2026-12-07T15:05:06Z"],
  // An hour that there is not: the day is still told.
  ["2026-07-12 25:00:00", "2026-07-12"],
  // Zones in numbers.
  ["2018-03-12T21:44:25+01:00", "2018-03-12T20:44:25Z"],
  ["2017-01-03 13:07:45+02", "2017-01-03T11:07:45Z"],
  ["2014-11-01 20:38:55 +02:00", "2014-11-01T18:38:55Z"],
  ["1995-08-13T21:00:00-0700", "1995-08-14T04:00:00Z"],
  ["1995-08-13T21:00:00.000-03:30", "1995-08-14T00:30:00Z"],
  ["2012-11-28 04:16:59 (GMT+0:00)", "2012-11-28T04:16:59Z"],
  ["2026-11-22 12:00:00 (UTC+8)", "2026-11-22T04:00:00Z"],
  ["Sun, 22 Nov 2026 12:00:00 UTC+7", "2026-11-22T05:00:00Z"],
])("dateIn reads %j", (text, date) => {
  expect(dateIn(text)).toBe(date);
});

test.each([
  "",
  "N/A",
  "before 1996-01-01",
  "before Aug-1996",
  "Registry fee due on 31st October each year",
  "31st October",
  "0000-00-00 00:00:00",
  "0001-01-01T00:00:00.00Z",
  "1969-12-31",
  "2026-02-30",
  "2026-13-13",
  "20261332",
  "2026",
  "192.0.2.1",
  "10.11.20126",
  "+1.2020126543",
  "+49.12.05.2010",
  "2.1.6",
  "1-2-3",
  "2351856",
  "120260712",
  "202607121",
  "12 Foo 2026",
  `${"x".repeat(300)} 2026-07-12`,
])("dateIn finds no date in %j", (text) => {
  expect(dateIn(text)).toBeUndefined();
});

const MARKS = "0123456789-/.: TZ+Jan".split("");

test("dateIn gives a date that exists, or none", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...MARKS) }), (text) => {
      const date = dateIn(text) ?? "2026-07-12";
      expect(date).toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/);
      expect(new Date(date).toISOString().startsWith(date.slice(0, -1))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("dateIn reads any moment back, in any of the layouts", () => {
  const moment = fc.date({
    min: new Date("1970-01-01"),
    max: new Date("2099-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, (date) => {
      const iso = `${date.toISOString().slice(0, 19)}Z`;
      const [year, month, day] = iso.slice(0, 10).split("-");
      const time = iso.slice(11, 19);
      for (const text of [
        iso,
        `${day}.${month}.${year} ${time}`,
        `${year}${month}${day} ${time}`,
        date.toUTCString(),
        `${year}/${month}/${day} ${time} (GMT+0:00)`,
      ])
        expect(dateIn(text)).toBe(iso);
    }),
  );
});

test("lastDateIn gives the latest", () => {
  expect(lastDateIn(["20140116", "nothing", "2020-01-01T00:00:00Z", "1996-01-11"])).toBe(
    "2020-01-01T00:00:00Z",
  );
  expect(lastDateIn([])).toBeUndefined();
});
