import { type ComponentType, type ReactNode, use, useEffect, useReducer } from "react";
import { useAnnounce } from "@/components/ui/toast";
import * as ui from "@/lib/messages/generated/ui";

interface Absence<Props> {
  /** Undoes what opened the part, which is said at the end of the window; for what a press opens and closes. */
  giveUp?: (props: Props) => void;
  /** Stands in its place; unless said otherwise a sentence, and a button to try again. */
  instead?: ReactNode;
}

type Load<Props> = () => Promise<ComponentType<Props>>;

interface Source<Props> extends Absence<Props> {
  load: Load<Props>;
  /** Null once it did not arrive. */
  loading?: Promise<ComponentType<Props> | null> | undefined;
}

/**
 * Returns a part of the page whose code comes when it is first shown, or with `preload`; a `Suspense` around it shows what stands there meanwhile.
 *
 * Guarantees that a part which does not arrive (no connection, or a new version of the portal) never takes the page down, and what is typed
 * there: `absence` says what becomes of it, and it is fetched again when it is shown next or someone tries again.
 */
export function lazyPart<Props extends object>(load: Load<Props>, absence: Absence<Props> = {}) {
  const source: Source<Props> = { load, ...absence };
  return Object.assign((props: Props) => <Part source={source} props={props} />, { preload: () => void load().catch(() => {}) });
}

function Part<Props extends object>({ source, props }: { source: Source<Props>; props: Props }) {
  const [, showAgain] = useReducer((count: number) => count + 1, 0);
  source.loading ??= source.load().catch(() => null);
  const Loaded = use(source.loading);
  if (Loaded) return <Loaded {...props} />;
  if (source.giveUp) return <GivenUp source={source} props={props} giveUp={source.giveUp} />;
  return <Absent source={source} onAgain={showAgain} />;
}

/** Has a part that did not arrive fetched again when it is shown next. */
function useForgetting<Props>(source: Source<Props>): void {
  useEffect(
    () => () => {
      source.loading = undefined;
    },
    [source],
  );
}

interface GivenUpProps<Props> {
  source: Source<Props>;
  props: Props;
  giveUp: (props: Props) => void;
}

function GivenUp<Props>({ source, props, giveUp }: GivenUpProps<Props>) {
  const announce = useAnnounce();
  useForgetting(source);
  useEffect(() => {
    announce(ui.partFailed(), "failure");
    giveUp(props);
  });
  return null;
}

function Absent<Props>({ source, onAgain }: { source: Source<Props>; onAgain: () => void }) {
  useForgetting(source);
  if (source.instead !== undefined) return source.instead;
  const again = () => {
    source.loading = undefined;
    onAgain();
  };
  return (
    <p role="alert" className="px-4 py-2 text-danger">
      {ui.partFailed()}{" "}
      <button type="button" className="min-h-6 underline underline-offset-2" onClick={again}>
        {ui.tryAgain()}
      </button>
    </p>
  );
}
