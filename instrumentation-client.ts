import { holdFragment } from "@/components/ui/fragment";

// Next.js runs this file in the browser before anything else of the page.
holdFragment();
