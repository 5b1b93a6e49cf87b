import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "@/components/ui/button-look";

interface ButtonLinkProps extends ComponentProps<typeof Link> {
  variant?: ButtonVariant;
  /** Stands before the label. */
  icon?: ReactNode;
}

/** A link that looks like a button, for what leads somewhere. */
export function ButtonLink({ variant = "outline", icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, className)}>
      {icon}
      {children}
    </Link>
  );
}
