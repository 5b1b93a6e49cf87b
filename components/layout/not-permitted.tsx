import { Card } from "@/components/ui/card";

/** What a person reads where their role does not allow what the page is for. */
export function NotPermitted({ title, children }: { title: string; children: string }) {
  return (
    <Card title={title} className="mt-5 max-w-2xl">
      <p className="mt-2 text-pretty text-ink-soft">{children}</p>
    </Card>
  );
}
