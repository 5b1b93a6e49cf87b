import { type ComponentType, type ReactNode, startTransition, use, useEffect, useReducer } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { TryAgain } from "@/components/ui/try-again";
import * as ui from "@/lib/messages/generated/ui";

/** What happens where a part cannot be loaded. */
interface Absence<Props> {
  /** Closes what opened the part, for one that a press opens. The end of the window says why. */
  giveUp?: (props: Props) => void;
  /** Says nothing of it, where what needs the part does. */
  isSilent?: boolean;
  /** Stands in the part's place; unless given, a sentence with a button to try again. */
  instead?: ReactNode;
}

type Load<Props> = () => Promise<ComponentType<Props>>;

interface Source<Props> extends Absence<Props> {
  load: Load<Props>;
  arrived?: ComponentType<Props>;
  /** Resolves to null where the part does not arrive. */
  loading?: Promise<ComponentType<Props> | null> | undefined;
}

/**
 * Returns a part of the page whose code is loaded when it is first shown, or before by `preload`. The `Suspense` around it shows what stands
 * there until then.
 *
 * Guarantees that a part that cannot be loaded (no connection, or a new version of the portal) never takes the page down, and what is typed
 * there: it says so, and is loaded again when it is opened again or someone tries again.
 */
export function lazyPart<Props extends object>(load: Load<Props>, absence: Absence<Props> = {}) {
  const source: Source<Props> = { load, ...absence };
  const preload = () =>
    void fetched(source).then((part) => {
      if (part === null) forget(source);
    });
  return Object.assign((props: Props) => <Part source={source} props={props} />, { preload });
}

function fetched<Props>(source: Source<Props>) {
  source.loading ??= source.load().then(
    (part) => {
      source.arrived = part;
      return part;
    },
    (error) => {
      if (typeof window !== "undefined") return null;
      // One failure on the server must not stay in all pages that it writes; the browser then loads the part itself.
      forget(source);
      throw error;
    },
  );
  return source.loading;
}

function forget<Props>(source: Source<Props>): void {
  if (source.arrived === undefined) source.loading = undefined;
}

function Part<Props extends object>({ source, props }: { source: Source<Props>; props: Props }) {
  const [, showAgain] = useReducer((count: number) => count + 1, 0);
  const Loaded = source.arrived ?? use(fetched(source));
  if (Loaded) return <Loaded {...props} />;
  if (source.giveUp) return <GivenUp source={source} props={props} giveUp={source.giveUp} />;
  return <Absent source={source} onAgain={showAgain} />;
}

/** Has a part that did not arrive loaded again when it is shown next. */
function useForgetting<Props>(source: Source<Props>): void {
  useEffect(() => () => forget(source), [source]);
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
    if (!source.isSilent) announce(ui.partFailed(), "failure");
    giveUp(props);
  });
  return null;
}

function Absent<Props>({ source, onAgain }: { source: Source<Props>; onAgain: () => void }) {
  useForgetting(source);
  if (source.instead !== undefined) return source.instead;
  // As a transition: the button keeps the focus until the part is there.
  const again = () =>
    startTransition(() => {
      forget(source);
      onAgain();
    });
  return (
    <p role="alert" className="px-4 py-2 text-danger">
      {ui.partFailed()} <TryAgain onAgain={again} />
    </p>
  );
}
