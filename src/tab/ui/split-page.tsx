import { lazy, useState, type ComponentType, type ReactNode } from 'react';

type Load = () => Promise<{ default: ComponentType }>;

/**
 * A page in a file of its own. When it was loaded before it is first shown, it is there at once: with `lazy` alone React
 * would show the skeleton, keep it for 300 ms, and only then let the page ask for its data.
 */
export function splitPage(load: Load): { load: () => Promise<void>; Page: ComponentType } {
  const Later = lazy(load);
  let ready: ComponentType | undefined;
  function Page(): ReactNode {
    const [Chosen] = useState<ComponentType>(() => ready ?? Later);
    return <Chosen />;
  }
  return {
    Page,
    load: async () => {
      ready = (await load()).default;
    },
  };
}
