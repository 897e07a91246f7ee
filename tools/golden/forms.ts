/** How a stack's golden plan is kept: every resource whole, or an index with parts of the stack shown whole beside it. */
export type GoldenForm = "whole" | { samples: readonly string[] };

/**
 * The one place that says what reviewers read of a stack. A sample is an account, or what other accounts hold for it: everything
 * in an account of that name and everything whose name begins with it. A stack that is not listed has an index alone.
 */
const forms: Readonly<Record<string, GoldenForm>> = {
  dev: "whole",
  // Small, and everything else stands under it.
  org: "whole",
  // What only production has: a domain with locks and protection, a reader with a filter of its own.
  "prod-us": { samples: ["corebanking", "customer-analytics"] },
};

/** Stacks with a form of their own, which therefore have to exist. */
export const stacksWithForm: readonly string[] = Object.keys(forms);

export const formOf = (stack: string): GoldenForm => forms[stack] ?? { samples: [] };
