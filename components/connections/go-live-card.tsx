"use client";

import { type FormEvent, useState } from "react";
import { GoLiveField, noSuchDay } from "@/components/connections/connect/go-live-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useAnnounce } from "@/components/ui/toast";
import { useChangeGreenhouse } from "@/lib/connections/queries";
import { changeGreenhouseSchema, type GreenhouseView } from "@/lib/connections/schema";
import { ApiError } from "@/lib/http/api-client";
import { plainDate } from "@/lib/messages/format";

const hint = "People who start earlier are listed under On hold until someone sends their invitation.";

/** From which first day on people are invited by themselves. */
export function GoLiveCard({ view, canChange }: { view: GreenhouseView; canChange: boolean }) {
  const [isEditing, setEditing] = useState(false);
  const { inviteFrom } = view;
  if (inviteFrom === null) return null;
  if (isEditing) return <GoLiveForm version={view.version} inviteFrom={inviteFrom} onDone={() => setEditing(false)} />;
  return (
    <Card title="Go-live date" aside={canChange ? <Button onClick={() => setEditing(true)}>Change the date</Button> : null}>
      <p className="mt-2">
        Those who start on or after <strong className="font-medium">{plainDate(inviteFrom, "long")}</strong> are invited by themselves.
      </p>
      <p className="mt-1 text-ink-faint text-xs">{hint}</p>
    </Card>
  );
}

interface GoLiveFormProps {
  version: number;
  inviteFrom: string;
  onDone: () => void;
}

function GoLiveForm({ version, inviteFrom, onDone }: GoLiveFormProps) {
  const announce = useAnnounce();
  const change = useChangeGreenhouse();
  const [date, setDate] = useState(inviteFrom);
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    const parsed = changeGreenhouseSchema.safeParse({ version, inviteFrom: date });
    if (!parsed.success) return setProblem(noSuchDay);
    change.mutate(parsed.data, {
      onSuccess: () => {
        announce("The go-live date is changed. Hires on hold before it are looked at again.");
        onDone();
      },
      onError: (error) => {
        const isConflict = error instanceof ApiError && error.problem.code === "version_conflict";
        setProblem(isConflict ? "Someone else changed the connection meanwhile. Look at the date again, then save." : error.message);
      },
    });
  }

  return (
    <Card title="Go-live date">
      <form noValidate onSubmit={submit} className="mt-3">
        <GoLiveField hint={hint} error={problem} value={date} onChange={(event) => setDate(event.target.value)} />
        <div className="mt-4 flex gap-2">
          <Button type="submit" variant="primary" busy={change.isPending}>
            Save the date
          </Button>
          <Button variant="quiet" onClick={onDone}>
            Cancel
          </Button>
        </div>
      </form>
    </Card>
  );
}
