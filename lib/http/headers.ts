/** The header by which a page says which organization it shows. */
export const ORGANIZATION_HEADER = "x-organization";

/** The header by which a page says for which member of the organization it was made. */
export const PERSON_HEADER = "x-person";

/** The header by which a page says that no one has touched it for a while: what it asks for then is no use of the session. */
export const UNATTENDED_HEADER = "x-unattended";

/**
 * The header that carries parameters of the query apart from the address, in the query's own form. Addresses are kept in histories and logs,
 * so what may name a person is sent here.
 */
export const QUERY_HEADER = "x-query";

export const PROBLEM_CONTENT_TYPE = "application/problem+json";
