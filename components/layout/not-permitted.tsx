import { Card } from "@/components/ui/card";

/** What HR is told where only admins decide. */
export function AdminsOnly({ title, children }: { title: string; children: string }) {
  return (
    <Card title={title} className="mt-5 max-w-2xl">
      <p className="mt-2 text-pretty text-ink-soft">{children}</p>
    </Card>
  );
}
