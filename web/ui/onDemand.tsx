import { type ComponentType, useEffect, useState } from 'react';

/**
 * A component whose code comes when it is first drawn, or earlier with `preload`. Unlike a suspended
 * one it appears at once when its code is there: React holds suspended content back for 300 ms.
 */
export function onDemand<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  Waiting?: ComponentType<Props>,
): ComponentType<Props> & { preload: () => void } {
  let loaded: ComponentType<Props> | undefined;
  const fetch = async () => {
    loaded ??= (await load()).default;
    return loaded;
  };
  function OnDemand(props: Props) {
    const [Component, setComponent] = useState(() => loaded);
    useEffect(() => {
      if (Component) return;
      fetch().then(
        (arrived) => setComponent(() => arrived),
        // Thrown while drawing, so that the page's error boundary speaks about it.
        (error: unknown) =>
          setComponent(() => {
            throw error;
          }),
      );
    }, [Component]);
    if (Component) return <Component {...props} />;
    return Waiting ? <Waiting {...props} /> : null;
  }
  // A failed fetch ahead of time is no news: it is tried again when the component is needed.
  OnDemand.preload = () => void fetch().catch(() => undefined);
  return OnDemand;
}
