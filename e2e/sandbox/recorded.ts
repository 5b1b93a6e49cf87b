/**
 * What was recorded of the live service on 11 May 2026 (58 calls in a row): the headers and properties of its answers, and how its rate
 * limit counted. Facts alone; no value of an account.
 */
export const recorded = {
  token: {
    headers: {
      "content-type": "application/json",
      "cache-control": "private, no-store",
      vary: "Accept,Accept-Encoding",
      "x-ratelimit-limit": "60",
    },
    properties: { token_type: "string", access_token: "string", expires_at: "moment" },
  },
  list: {
    headers: {
      "content-type": "application/json",
      "cache-control": "max-age=0, private, must-revalidate",
      vary: "Accept,Accept-Encoding",
      "x-ratelimit-limit": "150",
    },
    /** Of a page before the last; the last one's header is there and empty. */
    link: /^<https?:\/\/[^>]+\/v3\/jobs\?cursor=[^&>]+>; rel="next"$/,
  },
  job: {
    id: "number",
    name: "string",
    requisition_id: "string",
    notes: "null",
    confidential: "boolean",
    created_at: "moment",
    updated_at: "moment",
    is_template: "boolean",
    copied_from_id: "null",
    opened_at: "moment",
    closed_at: "null",
    status: "string",
    office_ids: "array",
    department_id: "number",
    custom_fields: "object",
  },
  /** `date` and `X-RateLimit-Reset` in seconds, and what was left: the window began anew at the full half minute, with 119 left before. */
  series: [
    { date: 1_778_507_625, remaining: 148, reset: 1_778_507_655 },
    { date: 1_778_507_626, remaining: 147, reset: 1_778_507_656 },
    { date: 1_778_507_640, remaining: 149, reset: 1_778_507_670 },
  ],
} as const;
