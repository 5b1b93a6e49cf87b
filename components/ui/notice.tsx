import { clsx } from "clsx";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

type NoticeTone = "danger" | "warning" | "info";

const looks: Record<NoticeTone, { ground: string; text: string; Icon: typeof Info }> = {
  danger: { ground: "border-danger/30 bg-danger-soft", text: "text-danger", Icon: CircleAlert },
  warning: { ground: "border-pending-line/40 bg-pending-soft", text: "text-pending", Icon: TriangleAlert },
  info: { ground: "border-invited/20 bg-invited-soft", text: "text-invited", Icon: Info },
};

interface NoticeProps extends Omit<ComponentProps<"div">, "title"> {
  tone: NoticeTone;
  /** What happened; the children say what to do. */
  title: ReactNode;
  actions?: ReactNode;
}

/** What happened and what to do about it, in place. Give it `role="alert"` when it appears without a user's action. */
export function Notice({ tone, title, actions, className, children, ...rest }: NoticeProps) {
  const { ground, text, Icon } = looks[tone];
  return (
    <div {...rest} className={clsx("flex gap-2.5 rounded-control border p-3", ground, className)}>
      <Icon className={clsx("mt-0.5 size-4 shrink-0", text)} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className={clsx("font-medium", text)}>{title}</p>
        {children ? <div className="mt-1 text-ink-soft">{children}</div> : null}
        {actions ? <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
