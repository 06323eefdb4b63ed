import { expect, test } from "vitest";
import { eventsOf, utcDate } from "../src/record/events.ts";

test.each([
  ["2001-12-10T23:00:00Z", "2001-12-10T23:00:00Z"],
  ["2022-10-12T18:54:01.785057Z", "2022-10-12T18:54:01.785057Z"],
  ["2004-08-30T22:55:00+00:00", "2004-08-30T22:55:00Z"],
  ["1997-09-15T07:00:00.000+0000", "1997-09-15T07:00:00.000Z"],
  ["2012-02-24T09:44:34-05:00", "2012-02-24T14:44:34Z"],
  ["2012-02-24T23:44:34.5-05", "2012-02-25T04:44:34.5Z"],
  ["2021-05-07T02:36:33", "2021-05-07T02:36:33Z"],
  ["2021-05-07 02:36:33 UTC", "2021-05-07T02:36:33Z"],
  ["2021-05-07t02:36z", "2021-05-07T02:36:00Z"],
])("utcDate writes %s as %s", (written, date) => {
  expect(utcDate(written)).toBe(date);
});

test.each(["2027-06-07", "2021-13-45T99:00:00Z", "before 1995", "", "07/05/2021"])(
  "utcDate leaves %j as it is",
  (written) => {
    expect(utcDate(written)).toBe(written);
  },
);

test("eventsOf takes the first registration and the last of other events", () => {
  const events = eventsOf([
    { eventAction: "registration", eventDate: "2002-01-01T00:00:00Z" },
    { eventAction: "Registration", eventDate: "2001-01-01T00:00:00Z" },
    { eventAction: "transfer", eventDate: "2005-01-01T00:00:00Z" },
    { eventAction: "transfer", eventDate: "2009-01-01T00:00:00Z" },
    { eventAction: "transfer", eventDate: "2007-01-01T00:00:00Z" },
    { eventAction: "last update", eventDate: "2010-01-01T00:00:00Z" },
  ]);
  expect(Object.fromEntries(events)).toEqual({
    registration: "2001-01-01T00:00:00Z",
    transfer: "2009-01-01T00:00:00Z",
    "last changed": "2010-01-01T00:00:00Z",
  });
});
