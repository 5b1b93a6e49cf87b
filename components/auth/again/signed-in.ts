import type { SignInMethod } from "@/lib/auth/rules";

/** Who a page was made for. */
export interface SignedIn {
  email: string;
  /** How the session began. */
  method: SignInMethod;
  organizationId: string;
}
