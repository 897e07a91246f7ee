import type { Classification } from "../../components/facts/classification";
import type { PiiKind } from "../../components/facts/personal-data";

/** What the name of a column suggests that it holds. */
export interface Hint {
  readonly pii: PiiKind;
  readonly classification: Classification;
}

interface HintRow extends Hint {
  /** Words or runs of words of a snake_case name. */
  readonly words: readonly string[];
}

/** The gravest first: the first row with a word of the name counts. A proposal for a person to look at, no finding. */
const rows: readonly HintRow[] = [
  {
    pii: "phi",
    classification: "restricted",
    words: [
      ...["diagnosis", "diagnoses", "icd", "icd10", "medication", "prescription", "allergy", "allergies"],
      ...[
        "treatment",
        "symptom",
        "mrn",
        "medical_record",
        "patient",
        "blood_type",
        "lab_result",
        "disability",
      ],
    ],
  },
  {
    pii: "direct",
    classification: "restricted",
    words: [
      ...["ssn", "social_security", "national_id", "passport", "tax_id", "tax_number", "driver_license"],
      ...["drivers_license", "iban", "card_number", "pan", "credit_card", "bank_account", "password"],
    ],
  },
  {
    pii: "direct",
    classification: "confidential",
    words: [
      ...["email", "e_mail", "mail", "phone", "mobile", "telephone", "fax", "username", "login", "nickname"],
      ...["first_name", "last_name", "given_name", "given_names", "family_name", "middle_name", "full_name"],
      ...["surname", "maiden_name", "customer_name", "contact_name", "holder_name", "signature", "photo"],
      ...["street", "address", "address_line", "license_plate", "ip", "ip_address"],
    ],
  },
  {
    pii: "quasi",
    classification: "restricted",
    words: ["ethnicity", "race", "religion", "sexual_orientation", "political", "union_member"],
  },
  {
    pii: "quasi",
    classification: "confidential",
    words: [
      ...[
        "birth_date",
        "date_of_birth",
        "dob",
        "birthday",
        "birth_year",
        "age",
        "gender",
        "sex",
        "nationality",
      ],
      ...[
        "marital_status",
        "salary",
        "income",
        "latitude",
        "longitude",
        "geolocation",
        "device_id",
        "cookie_id",
      ],
    ],
  },
  {
    pii: "quasi",
    classification: "internal",
    words: [
      ...["postal_code", "postcode", "zip", "zip_code", "city", "occupation", "job_title"],
      ...["customer_id", "user_id", "person_id", "member_id", "employee_id", "subscriber_id", "client_id"],
    ],
  },
];

/** What the name suggests; undefined when nothing. */
export function hintFor(name: string): Hint | undefined {
  const padded = `_${name}_`;
  const row = rows.find(({ words }) => words.some((word) => padded.includes(`_${word}_`)));
  return row && { pii: row.pii, classification: row.classification };
}

/** Words by which others classify; everything else needs a person's answer. */
const foreignClasses: Readonly<Record<Classification, readonly string[]>> = {
  public: ["public", "open", "unclassified", "none"],
  internal: ["internal", "internal use only", "private", "general", "low"],
  confidential: ["confidential", "sensitive", "personal", "pii", "medium"],
  restricted: [
    "restricted",
    "secret",
    "highly confidential",
    "strictly confidential",
    "high",
    "phi",
    "critical",
  ],
};

/** The class that a word of somebody else most likely means. */
export function classMeant(word: string): Classification | undefined {
  const plain = word.trim().toLowerCase().replaceAll(/[-_]+/g, " ");
  return (Object.keys(foreignClasses) as Classification[]).find((each) =>
    foreignClasses[each].includes(plain),
  );
}

const foreignStatuses: Readonly<Record<string, readonly string[]>> = {
  active: ["active", "production", "prod", "live", "released", "approved", "published", "current"],
  draft: ["draft", "development", "dev", "in development", "test", "wip"],
  proposed: ["proposed", "planned", "in review"],
  deprecated: ["deprecated", "sunset"],
  retired: ["retired", "end of life", "archived", "decommissioned"],
};

/** The standard's status that a word of somebody else most likely means. */
export function statusMeant(word: string): string | undefined {
  const plain = word.trim().toLowerCase().replaceAll(/[-_]+/g, " ");
  return Object.keys(foreignStatuses).find((each) => foreignStatuses[each]?.includes(plain) === true);
}
