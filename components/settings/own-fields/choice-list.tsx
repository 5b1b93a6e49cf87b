import { TextList } from "@/components/ui/text-list";
import * as m from "@/lib/messages/generated/settings/own-fields";

interface ChoiceListProps {
  /** What the field is called. */
  field: string;
  choices: readonly string[];
  onChange: (choices: string[]) => void;
}

/** What a choice offers to choose from. */
export function ChoiceList({ field, choices, onChange }: ChoiceListProps) {
  return (
    <TextList
      values={choices}
      onChange={onChange}
      words={{
        list: m.choicesOf({ field }),
        remove: (value) => m.removeChoice({ value }),
        input: m.addChoice({ field }),
        add: m.addButton(),
      }}
    />
  );
}
