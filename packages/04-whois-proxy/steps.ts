/** The steps of this package, in order: what each shows, and what it does not show yet. */
import type { Step } from "test-harness";
import type { Behaviour } from "./test/behaviours.ts";

/** Each `name` is a file in `experiments/`; each `title` is the heading of its section in the note. */
export const steps = [
  {
    name: "01-a-fixed-upstream",
    title: "A fixed upstream",
    does: [
      "answers for one registry",
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
    ],
    notYet: [
      "answers for two zones",
      "answers for a zone that no table has",
      "names the registrar's contact",
      "says who was asked",
      "answers for a registry that has left WHOIS",
      "answers in lines that a WHOIS parser reads",
      "answers in UTF-8 whatever the registry sends",
    ],
  },
  {
    name: "02-pick-by-zone",
    title: "Pick by zone",
    does: [
      "answers for one registry",
      "answers for two zones",
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
    ],
    notYet: [
      "answers for a zone that no table has",
      "names the registrar's contact",
      "says who was asked",
      "answers for a registry that has left WHOIS",
      "answers in lines that a WHOIS parser reads",
      "answers in UTF-8 whatever the registry sends",
    ],
  },
  {
    name: "03-ask-iana",
    title: "Ask IANA",
    does: [
      "answers for one registry",
      "answers for two zones",
      "answers for a zone that no table has",
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
    ],
    notYet: [
      "names the registrar's contact",
      "says who was asked",
      "answers for a registry that has left WHOIS",
      "answers in lines that a WHOIS parser reads",
      "answers in UTF-8 whatever the registry sends",
    ],
  },
  {
    name: "04-follow-the-registrar",
    title: "Follow the registrar",
    does: [
      "answers for one registry",
      "answers for two zones",
      "answers for a zone that no table has",
      "names the registrar's contact",
    ],
    notYet: [
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
      "says who was asked",
      "answers for a registry that has left WHOIS",
      "answers in lines that a WHOIS parser reads",
      "answers in UTF-8 whatever the registry sends",
    ],
  },
  {
    name: "05-a-registrar-that-says-nothing-good",
    title: "A registrar that says nothing good",
    does: [
      "answers for one registry",
      "answers for two zones",
      "answers for a zone that no table has",
      "names the registrar's contact",
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
      "says who was asked",
    ],
    notYet: [
      "answers for a registry that has left WHOIS",
      "answers in lines that a WHOIS parser reads",
      "answers in UTF-8 whatever the registry sends",
    ],
  },
  {
    name: "06-rdap-first",
    title: "RDAP first",
    does: [
      "answers for one registry",
      "answers for two zones",
      "answers for a zone that no table has",
      "names the registrar's contact",
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
      "says who was asked",
      "answers for a registry that has left WHOIS",
    ],
    notYet: [
      "answers in lines that a WHOIS parser reads",
      "answers in UTF-8 whatever the registry sends",
    ],
  },
  {
    name: "07-rdap-as-text",
    title: "RDAP as text",
    does: [
      "answers for one registry",
      "answers for two zones",
      "answers for a zone that no table has",
      "names the registrar's contact",
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
      "says who was asked",
      "answers for a registry that has left WHOIS",
      "answers in lines that a WHOIS parser reads",
    ],
    notYet: ["answers in UTF-8 whatever the registry sends"],
  },
  {
    name: "08-charsets",
    title: "Charsets",
    does: [
      "answers for one registry",
      "answers for two zones",
      "answers for a zone that no table has",
      "names the registrar's contact",
      "keeps what the registry said",
      "keeps the registry's answer when the registrar has none",
      "says who was asked",
      "answers for a registry that has left WHOIS",
      "answers in lines that a WHOIS parser reads",
      "answers in UTF-8 whatever the registry sends",
    ],
    notYet: [],
  },
] as const satisfies readonly Step<Behaviour>[];
