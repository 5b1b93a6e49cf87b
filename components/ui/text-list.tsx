"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

interface TextListProps {
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What the list, the way to take one off, the input and its button are called. */
  words: { list: string; remove: (value: string) => string; input: string; add: string };
  /** How a value is shown; as it is where nothing is given. */
  shown?: (value: string) => string;
  /** The options of texts to offer, while one is typed. */
  offered?: ReactNode;
}

/** A list of texts: each can be taken off, others are typed. Enter adds one. */
export function TextList({ values, onChange, words, shown = (value) => value, offered = null }: TextListProps) {
  const listId = useId();
  const [typed, setTyped] = useState("");

  function add() {
    const value = typed.trim();
    setTyped("");
    if (value !== "" && !values.some((one) => one.toLowerCase() === value.toLowerCase())) onChange([...values, value]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  }

  return (
    <div className="min-w-0 flex-1 max-sm:basis-full">
      {values.length > 0 ? (
        <ul aria-label={words.list} className="mb-2 flex flex-wrap gap-1.5">
          {values.map((value) => (
            <li key={value}>
              <button
                type="button"
                aria-label={words.remove(shown(value))}
                onClick={() => onChange(values.filter((one) => one !== value))}
                className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-full border border-line bg-sunken px-3 text-xs pointer-coarse:h-11"
              >
                <span className="truncate">{shown(value)}</span>
                <X className="size-3.5 shrink-0" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex gap-2">
        <input
          aria-label={words.input}
          placeholder={words.input}
          list={listId}
          value={typed}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          className={controlClass()}
        />
        <Button disabled={typed.trim() === ""} onClick={add}>
          {words.add}
        </Button>
      </div>
      <datalist id={listId}>{offered}</datalist>
    </div>
  );
}
